using System.Globalization;
using System.Text.RegularExpressions;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Audit;

[Requires(Permission.ViewAudit)]
public sealed partial class TrailModel(Db db) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid? Subject { get; set; }
    public ListView List { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        var list = AuditList.Of(Subject);
        if (ListDownload.Of(this, list) is { } file)
            return file;
        List = await db.ReadAsync(work => ListView.OfAsync(this, work, list));
        return Page();
    }

    /// <summary>Turns "ScoresSubmitted" into "Scores submitted".</summary>
    public static string Words(string action) => action[..1] + Capital().Replace(action[1..], " $0").ToLowerInvariant();

    public static string When(DateTime at) => LondonTime.ToLondon(at).ToString("d MMM yyyy HH:mm:ss", CultureInfo.GetCultureInfo("en-GB"));

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
