using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace Commissioning.Web;

/// <summary>Compresses styles, scripts, and what everybody reads. Every other page holds form tokens, and compressing those together with a
/// visitor's input would expose them (BREACH).</summary>
public sealed class PublicCompression(IServiceProvider services, IOptions<ResponseCompressionOptions> options)
    : ResponseCompressionProvider(services, options)
{
    private static readonly IReadOnlyList<string> Assets = ["text/css", "text/javascript", "image/svg+xml"];

    public static void Configure(ResponseCompressionOptions options)
    {
        options.EnableForHttps = true;
        options.MimeTypes = [.. Assets, "text/html", "application/json", "application/xml", "application/atom+xml"];
    }

    public override bool ShouldCompressResponse(HttpContext context) =>
        base.ShouldCompressResponse(context)
        && (
            Assets.Contains(context.Response.ContentType?.Split(';')[0])
            || (
                context.GetEndpoint()?.Metadata.GetMetadata<RevalidatedAttribute>() is not null
                && context.User.Identity?.IsAuthenticated != true
            )
        );
}
