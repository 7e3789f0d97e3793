namespace Commissioning.Web;

/// <summary>The same strict headers on every response: no inline script or style, no framing, no content sniffing.</summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    private const string Policy =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Lets any site show this answer in a frame: for what is public and has no form.</summary>
    public static void AllowFrames(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy.Replace("frame-ancestors 'none'", "frame-ancestors *", StringComparison.Ordinal);
        headers.Remove("X-Frame-Options");
    }

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store"; // Static files replace it.
        return next(context);
    }
}
