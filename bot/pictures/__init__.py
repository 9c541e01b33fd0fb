"""Pictures people send, drawn anew in a process of their own before anybody keeps them."""
