using Commissioning.Domain.Accounts;
using Commissioning.Features.DueDiligence;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ViewDueDiligence)]
[EnableRateLimiting(RateLimits.Upload)]
[RequestSizeLimit(Largest)]
[RequestFormLimits(MultipartBodyLengthLimit = Largest)]
public sealed class ExtractsModel(ImportRegister import) : PageModel
{
    private const long Largest = 1_073_741_824;

    [BindProperty]
    public ExtractKind? Kind { get; set; }

    [BindProperty]
    public DateParts ExtractDate { get; set; } = new();

    [BindProperty]
    public IFormFile? Extract { get; set; }
    public IReadOnlyList<ImportRegister.Import> Imports { get; private set; } = [];

    public static readonly IReadOnlyList<Choice> Kinds =
    [
        new(nameof(ExtractKind.Charity), "Charity register", "publicextract.charity as text with tabs, from the Charity Commission"),
        new(nameof(ExtractKind.Company), "Company register", "BasicCompanyData, from Companies House"),
        new(nameof(ExtractKind.Sanctions), "Sanctions list", "The UK Sanctions List as CSV"),
    ];

    public async Task OnGetAsync() => Imports = await import.ListAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (!User.Can(Permission.ManageDueDiligence))
            return Forbid();
        if (Kind is not { } kind || !Enum.IsDefined(kind))
            return this.PageWithErrors(new("Choose which register it is", nameof(Kind)));
        await using var content = Extract?.OpenReadStream();
        var outcome = await import.QueueAsync(User.Actor(), kind, ExtractDate.ToDate(), Extract?.FileName, content);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.DueDiligence.Extracts, "The extract is being read. You can leave this page.");
    }

    public static string Name(ExtractKind kind) =>
        kind switch
        {
            ExtractKind.Charity => "Charity register",
            ExtractKind.Company => "Company register",
            _ => "Sanctions list",
        };

    public static string Words(string state) =>
        state switch
        {
            "Waiting" => "Waiting to be read",
            "Running" => "Being read",
            "Current" => "In use",
            _ => "Refused",
        };

    public static string Colour(string state) =>
        state switch
        {
            "Current" => "green",
            "Refused" => "red",
            _ => "blue",
        };
}
