"""Files that travel through the simulated Telegram: kept in memory, gone with the process."""

from __future__ import annotations

import hashlib
import io
import mimetypes
from dataclasses import dataclass, field
from typing import Final

from PIL import Image, UnidentifiedImageError

from bot.simulator.refusals import bad_request

UPLOAD_BYTES: Final = 50 << 20  # what a bot may send
DOWNLOAD_BYTES: Final = 20 << 20  # what a bot may fetch of what people sent
PHOTO_BYTES: Final = 10 << 20
VOICES: Final = "voice"  # the folder of what was spoken
SECONDS: Final = 3  # whatever is spoken here is short
STICKER_SIDE: Final = 512
PHOTO_SIDE: Final = 1280  # Telegram scales photos down and drops what a camera wrote into them


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in a request."""

    name: str
    data: bytes = field(repr=False)
    mime: str = ""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file on Telegram's side; width and height are 0 for anything but a photo."""

    file_id: str
    name: str
    mime: str
    data: bytes = field(repr=False)
    path: str = ""
    width: int = 0
    height: int = 0

    @property
    def is_voice(self) -> bool:
        """Tell whether it is heard rather than opened."""
        return self.path.startswith(VOICES)

    @property
    def is_photo(self) -> bool:
        """Tell whether it is shown as a picture."""
        return self.width > 0

    def described(self) -> dict[str, object]:
        """Return what every kind of file object carries."""
        return {
            "file_id": self.file_id,
            "file_unique_id": hashlib.sha256(self.data).hexdigest()[:16],
            "file_size": len(self.data),
        }

    def as_document(self) -> dict[str, object]:
        """Return the file as a `Document`."""
        return {**self.described(), "file_name": self.name, "mime_type": self.mime}

    def as_voice(self) -> dict[str, object]:
        """Return the file as a `Voice`."""
        return {**self.described(), "duration": SECONDS, "mime_type": self.mime}

    def as_sticker(self, emoji: str) -> dict[str, object]:
        """Return the file as a `Sticker`."""
        return {
            **self.described(),
            "type": "regular",
            "width": STICKER_SIDE,
            "height": STICKER_SIDE,
            "is_animated": False,
            "is_video": False,
            "emoji": emoji,
        }

    def as_photo(self) -> list[dict[str, object]]:
        """Return the file as the list of `PhotoSize` of a message."""
        return [{**self.described(), "width": self.width, "height": self.height}]


@dataclass(slots=True)
class Shelf:
    """All files of a world, by id and by path."""

    by_id: dict[str, StoredFile] = field(default_factory=dict)
    by_path: dict[str, StoredFile] = field(default_factory=dict)

    def keep_document(self, upload: Upload) -> StoredFile:
        """Keep a document as it is."""
        guessed = mimetypes.guess_type(upload.name)[0] or "application/octet-stream"
        mime = upload.mime if upload.mime not in ("", "application/octet-stream") else guessed
        return self._keep("documents", StoredFile("", upload.name, mime, upload.data))

    def keep_photo(self, upload: Upload) -> StoredFile:
        """Keep a photo as Telegram does: a JPEG of at most 1280 pixels a side."""
        if len(upload.data) > PHOTO_BYTES:
            raise bad_request("PHOTO_SAVE_FILE_INVALID")
        try:
            with Image.open(io.BytesIO(upload.data)) as picture:
                small = picture.convert("RGB")
        except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
            raise bad_request("IMAGE_PROCESS_FAILED") from None
        small.thumbnail((PHOTO_SIDE, PHOTO_SIDE))
        written = io.BytesIO()
        small.save(written, "JPEG", quality=87)
        name = upload.name.rsplit(".", 1)[0] + ".jpg"
        width, height = small.size
        photo = StoredFile("", name, "image/jpeg", written.getvalue(), "", width, height)
        return self._keep("photos", photo)

    def keep_voice(self, upload: Upload) -> StoredFile:
        """Keep a voice note."""
        return self._keep(VOICES, StoredFile("", upload.name, "audio/ogg", upload.data))

    def keep_sticker(self, emoji: str) -> StoredFile:
        """Keep a sticker; what is drawn on it, nobody looks at."""
        return self._keep("stickers", StoredFile("", "sticker.webp", "image/webp", emoji.encode()))

    def get(self, file_id: str) -> StoredFile:
        """Return a file, or refuse as the Bot API does."""
        found = self.by_id.get(file_id)
        if found is None:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        return found

    def _keep(self, folder: str, file: StoredFile) -> StoredFile:
        number = len(self.by_id) + 1
        ending = file.name.rpartition(".")[2] if "." in file.name else "bin"
        kept = StoredFile(
            file_id=f"BQACAgUAAxSIMULASI{number:06d}{'P' if file.is_photo else 'D'}",
            name=file.name,
            mime=file.mime,
            data=file.data,
            path=f"{folder}/file_{number}.{ending}",
            width=file.width,
            height=file.height,
        )
        self.by_id[kept.file_id] = kept
        self.by_path[kept.path] = kept
        return kept
