using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web;

/// <summary>Limits guessing and flooding: by address for sign-in and registration, by person for uploads and submission.</summary>
public static class RateLimits
{
    public const string SignIn = "sign-in";
    public const string Upload = "upload";

    /// <summary>As <see cref="Upload"/>, for a page whose other posts are not counted.</summary>
    public const string Files = "files";

    public static void Configure(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy(SignIn, context => Window(context, context.Connection.RemoteIpAddress?.ToString() ?? "unknown", 60));
        options.AddPolicy(Upload, context => Window(context, PersonOf(context), 120));
        options.AddPolicy(
            Files,
            context =>
                context.Request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true
                    ? Window(context, PersonOf(context), 120)
                    : RateLimitPartition.GetNoLimiter("no file")
        );
    }

    private static string PersonOf(HttpContext context) =>
        context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? context.Connection.RemoteIpAddress?.ToString() ?? "no one";

    /// <summary>Only posts count: reading a page is never refused.</summary>
    private static RateLimitPartition<string> Window(HttpContext context, string who, int perMinute) =>
        HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter(who, _ => new() { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) })
            : RateLimitPartition.GetNoLimiter("read");
}
