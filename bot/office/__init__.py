"""The officers' office: pages for those who judge, supervise and audit."""
