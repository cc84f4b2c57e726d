"""Options that several commands share, each with its help."""

PORT = "8000"

HELP = {
    "content": "folder of the editors (default: content)",
    "output": "folder for the site (default: output)",
    "settings": "Pelican's settings (default: pelicanconf.py)",
    "port": f"port to serve at (default: {PORT})",
}
CONTENT_HELP = {"content": HELP["content"]}
OUTPUT_HELP = {"output": HELP["output"]}
PREVIEW_HELP = CONTENT_HELP | OUTPUT_HELP
BUILD_HELP = PREVIEW_HELP | {"settings": HELP["settings"]}
REPOSITORY_HELP = {"remote": "git's remote (default: origin)", "branch": "its branch (default: main)"}
