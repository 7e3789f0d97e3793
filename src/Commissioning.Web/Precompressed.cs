namespace Commissioning.Web;

/// <summary>Sends the style sheet and the script as the build compressed them, smaller than a server can afford to for each
/// request.</summary>
public sealed class Precompressed(RequestDelegate next, IWebHostEnvironment environment)
{
    public const string Ending = ".br";

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (
            request.Path.StartsWithSegments("/assets")
            && TypeOf(request.Path.Value!) is not null
            && request.Headers.AcceptEncoding.ToString().Split(',').Any(one => one.Trim() == "br")
            && environment.WebRootFileProvider.GetFileInfo(request.Path + Ending).Exists
        )
            request.Path += Ending;
        return next(context);
    }

    /// <summary>The type of what is inside; null: it is not compressed by the build.</summary>
    public static string? TypeOf(string name) =>
        name.Replace(Ending, "", StringComparison.Ordinal) switch
        {
            var css when css.EndsWith(".css", StringComparison.Ordinal) => "text/css",
            var js when js.EndsWith(".js", StringComparison.Ordinal) => "text/javascript",
            _ => null,
        };
}
