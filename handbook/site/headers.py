"""The security headers that a web host must send, as files that hosts read.

The site runs under `default-src 'self'`. The few inline scripts of its frame are named here by their hashes, one by
one; they are never harvested from what was built, so that a script that slipped in does not allow itself.
"""

INLINE_SCRIPTS = {
    "partials/javascripts/base.html (ours)": "sha256-ozqntKAk9zx+ARNhNNygAqNDRlwJPeaugLiA3dUgI7U=",
    "partials/javascripts/palette.html (ours)": "sha256-6Ad1OQV11WMuZ+lMp1XzLEzvyn15OEHnIHGh7vtgkKo=",
    "partials/javascripts/content.html (Material 9.8.1)": "sha256-/8wPdzX9q0NNJXyA5lzsLojXFpkeaXVxhbfkUOQaWy8=",
}
"""Template -> hash of the one inline script that it prints."""

_HASHES = " ".join(f"'{value}'" for value in INLINE_SCRIPTS.values())

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        f"script-src 'self' {_HASHES}",
        "style-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
"""`data:` is for the theme's icons in its stylesheet."""

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def header_files() -> dict[str, bytes]:
    """`_headers` for hosts that read it, and a snippet to include in a server block of nginx."""
    plain = "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())
    nginx = "".join(f'add_header {name} "{value}" always;\n' for name, value in HEADERS.items())
    return {
        "_headers": f"/*\n{plain}".encode(),
        "nginx-headers.conf": f"# include this file in the server block of the handbook\n{nginx}".encode(),
    }
