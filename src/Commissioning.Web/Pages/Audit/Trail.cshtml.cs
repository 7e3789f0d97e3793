using System.Globalization;
using System.Text.RegularExpressions;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Audit;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Audit;

[Requires(Permission.ViewAudit)]
public sealed partial class TrailModel(AuditTrail trail) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid? Subject { get; set; }
    public AuditTrail.AuditPage View { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery(Name = "page")] int number = 1) => View = await trail.GetAsync(Subject, number);

    /// <summary>Turns "ScoresSubmitted" into "Scores submitted".</summary>
    public static string Words(string action) => action[..1] + Capital().Replace(action[1..], " $0").ToLowerInvariant();

    public static string When(DateTime at) => LondonTime.ToLondon(at).ToString("d MMM yyyy HH:mm:ss", CultureInfo.GetCultureInfo("en-GB"));

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
