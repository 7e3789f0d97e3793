using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web;

/// <summary>Limits guessing and flooding: by address for sign-in, registration and open data, by person for uploads and
/// submission.</summary>
public static class RateLimits
{
    public const string SignIn = "sign-in";
    public const string Upload = "upload";

    /// <summary>As <see cref="Upload"/>, for a page whose other posts are not counted.</summary>
    public const string Files = "files";

    /// <summary>Files and answers for programs: each request counts.</summary>
    public const string OpenData = "open-data";

    /// <summary>Requests a minute from one address. Default, not OPCC policy.</summary>
    public const int OpenDataPerMinute = 120;

    public static void Configure(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = async (rejected, _) =>
        {
            var context = rejected.HttpContext;
            if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))
                    .ToString(CultureInfo.InvariantCulture);
            // A program reads no page.
            if (context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == OpenData)
                await Results
                    .Problem("Wait as many seconds as Retry-After says.", statusCode: 429, title: "Too many requests")
                    .ExecuteAsync(context);
        };
        options.AddPolicy(OpenData, context => PerMinute(AddressOf(context), OpenDataPerMinute));
        options.AddPolicy(SignIn, context => Window(context, AddressOf(context), 60));
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
        HttpMethods.IsPost(context.Request.Method) ? PerMinute(who, perMinute) : RateLimitPartition.GetNoLimiter("read");

    private static RateLimitPartition<string> PerMinute(string who, int requests) =>
        RateLimitPartition.GetFixedWindowLimiter(who, _ => new() { PermitLimit = requests, Window = TimeSpan.FromMinutes(1) });

    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "unknown";
}
