using System.Text.Encodings.Web;
using System.Text.Json;
using Commissioning.Features;
using Commissioning.Web.Api;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[AllowAnonymous, Revalidated]
public sealed class ApiModel(Office office) : PageModel
{
    // The page is encoded as HTML, so a pound sign may stay as it is.
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public Office Office => office;
    public string Example => JsonSerializer.Serialize(ApiGrant.Example, Readable);
}
