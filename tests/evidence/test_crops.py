from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from casetrust_audit.evidence.bundle import BundleWriter, load
from casetrust_audit.evidence.crops import Cropper
from casetrust_audit.model.capture import Capture, RunInfo
from casetrust_audit.model.fact import EvidenceRef
from casetrust_audit.model.reading import Box

RED, WHITE = (220, 0, 0), (255, 255, 255)


def _cropper(root: Path, picture: bytes | None, scale: float = 1.0) -> Cropper:
    with BundleWriter(root, RunInfo("t", "s", "", "", "0", "", {})) as writer:
        files = {"screenshot": writer.add_object("screenshot", picture)} if picture is not None else {}
        writer.add(
            Capture("c1", "home", 1.0, "crawl", "desktop", "u", "u", 200, "", "", 0, "start", files=files, scale=scale)
        )
    return Cropper(load(root))


def _picture(width: int = 1280, height: int = 2000) -> bytes:
    image = Image.new("RGB", (width, height), WHITE)
    image.paste(RED, (400, 600, 500, 620))
    out = BytesIO()
    image.save(out, "JPEG", quality=95)
    return out.getvalue()


def _ref(box: Box | None, source: str = "c1") -> EvidenceRef:
    return EvidenceRef(source, "u", box=box)


def _size(data: bytes | None) -> tuple[int, int]:
    assert data is not None
    return Image.open(BytesIO(data)).size


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_crop_shows_the_spot_with_its_surroundings(tmp_path: Path, scale: float) -> None:
    cut = _cropper(tmp_path / "b", _picture(), scale)(_ref((400 / scale, 600 / scale, 100 / scale, 20 / scale)))
    assert cut is not None
    image = Image.open(BytesIO(cut)).convert("RGB")
    red = [
        (x, y) for x in range(0, image.width, 4) for y in range(0, image.height, 4) if image.getpixel((x, y)) != WHITE
    ]
    assert min(x for x, _ in red) > 10
    assert max(x for x, _ in red) < image.width - 10
    assert image.size == (260, 56)


def _is_frame(pixel: object) -> bool:
    assert isinstance(pixel, tuple)
    red, green, blue = (int(value) for value in pixel)
    return red > 120 and green < 110 and blue < 120


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("ground", [WHITE, (0, 0, 0)])
def test_the_spot_is_framed_with_a_gap(tmp_path: Path, ground: tuple[int, int, int], scale: float) -> None:
    out = BytesIO()
    Image.new("RGB", (1280, 800), ground).save(out, "JPEG", quality=95)
    cut = _cropper(tmp_path / "b", out.getvalue(), scale)(_ref((400 / scale, 300 / scale, 100 / scale, 20 / scale)))
    assert cut is not None
    image = Image.open(BytesIO(cut)).convert("RGB")
    middle = image.height // 2
    columns = [x for x in range(image.width) if _is_frame(image.getpixel((x, middle)))]
    rows = [y for y in range(image.height) if _is_frame(image.getpixel((image.width // 2, y)))]
    assert 106 <= max(columns) - min(columns) <= 112
    assert 26 <= max(rows) - min(rows) <= 32
    assert min(columns) > 60
    # nothing is drawn over the spot itself
    assert not [x for x in columns if min(columns) + 4 < x < max(columns) - 4]


def test_an_edge_of_the_frame_that_lies_outside_the_crop_is_not_drawn(tmp_path: Path) -> None:
    cut = _cropper(tmp_path / "b", _picture())(_ref((0, 900, 1280, 900)))
    assert cut is not None
    image = Image.open(BytesIO(cut)).convert("RGB")
    assert not [x for x in range(image.width) if _is_frame(image.getpixel((x, image.height - 3)))]


@pytest.mark.parametrize(
    "box",
    [(0, 0, 10, 10), (1275, 1995, 100, 100), (0, 0, 1280, 2000), (-5, -5, 40, 40), (640.3, 2.7, 0.5, 0.5)],
)
def test_a_crop_at_any_edge_lies_within_the_picture(tmp_path: Path, box: Box) -> None:
    width, height = _size(_cropper(tmp_path / "b", _picture())(_ref(box)))
    assert 0 < width <= 760
    assert 0 < height <= 320


def test_a_small_picture_gives_a_small_crop(tmp_path: Path) -> None:
    assert _size(_cropper(tmp_path / "b", _picture(100, 30))(_ref((10, 10, 20, 10)))) == (100, 30)


@pytest.mark.parametrize(
    "ref",
    [
        _ref(None),
        _ref((0, 0, 10, 10), "c9"),
        _ref((0, 0, 0, 10)),
        _ref((5, 5, -3, 10)),
        _ref((1280, 0, 10, 10)),
        _ref((0, 7000, 10, 10)),
        _ref((-300, 10, 200, 20)),
        _ref((10, -90, 200, 20)),
    ],
)
def test_where_the_picture_does_not_show_the_spot_there_is_no_crop(tmp_path: Path, ref: EvidenceRef) -> None:
    assert _cropper(tmp_path / "b", _picture())(ref) is None


@pytest.mark.parametrize("picture", [None, b"", b"no picture", _picture()[:800]])
def test_without_a_readable_picture_there_is_no_crop(tmp_path: Path, picture: bytes | None) -> None:
    assert _cropper(tmp_path / "b", picture)(_ref((0, 0, 10, 10))) is None


def test_a_box_to_tick_is_shown_with_what_stands_to_its_right(tmp_path: Path) -> None:
    data = _cropper(tmp_path / "b", _picture())(_ref((300.0, 600.0, 20.0, 20.0)))
    assert data is not None
    image = Image.open(BytesIO(data)).convert("RGB")
    words = [image.getpixel((x, image.height // 2)) for x in range(120, 205)]  # of x 406 to 491 on the page
    assert all(pixel[0] > 150 and pixel[1] < 90 for pixel in words if isinstance(pixel, tuple))
