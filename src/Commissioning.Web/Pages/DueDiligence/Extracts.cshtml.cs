using System.Globalization;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ViewLists)]
[EnableRateLimiting(RateLimits.Upload)]
[RequestSizeLimit(Largest)]
[RequestFormLimits(MultipartBodyLengthLimit = Largest)]
public sealed class ExtractsModel(Db db, ImportRegister import, RegisterSearches registers, FetchExtracts fetch) : PageModel
{
    private const long Largest = 1_073_741_824;

    [BindProperty]
    public ExtractKind? Kind { get; set; }

    [BindProperty]
    public DateParts ExtractDate { get; set; } = new();

    [BindProperty]
    public List<IFormFile> Extract { get; set; } = [];
    public IReadOnlyList<ImportRegister.Import> Imports { get; private set; } = [];
    public IReadOnlyList<ImportRegister.Part> Parts { get; private set; } = [];
    public IReadOnlyList<FetchExtracts.Fetch> Fetches { get; private set; } = [];
    public IReadOnlyList<ListAge> Ages { get; private set; } = [];

    /// <summary>Files of other funders that are in use, by funder; the first ones are shown here.</summary>
    public IReadOnlyList<FunderFiles.Loaded> Funders { get; private set; } = [];
    public const int MostFunders = 20;

    /// <summary>Administrators load what is public as well. Only those who do due diligence decide about a doubtful file.</summary>
    public bool MayLoad => User.Can(Permission.ManageDueDiligence) || User.Can(Permission.OperatePortal);

    /// <summary>Why the sanctions list holds payments; null: it does not.</summary>
    public string? Hold { get; private set; }

    public static readonly IReadOnlyList<Choice> Kinds =
    [
        new(nameof(ExtractKind.Charity), "Charity register", "publicextract.charity as text with tabs, from the Charity Commission"),
        new(nameof(ExtractKind.Company), "Company register", "BasicCompanyData, from Companies House"),
        new(nameof(ExtractKind.OtherNames), "Other names of charities", "publicextract.charity_other_names as text with tabs"),
        new(nameof(ExtractKind.Trustees), "Trustees of charities", "publicextract.charity_trustee as text with tabs"),
        new(nameof(ExtractKind.Sanctions), "Sanctions list", "The UK Sanctions List as CSV"),
    ];

    public async Task OnGetAsync()
    {
        (Imports, Parts, Fetches) = (await import.ListAsync(), await import.PartsAsync(), await fetch.ListAsync());
        (Ages, Hold) = await registers.AllAgesAsync();
        Funders = (await db.ReadAsync(FunderFiles.ListAsync)).Where(file => file.State == "Current").ToList();
    }

    /// <summary>Which parts of a set are there and which are missing.</summary>
    public string Missing(ImportRegister.Import set)
    {
        var there = Parts.Where(part => part.ImportId == set.Id).Select(part => part.Number).ToList();
        return $"{there.Count} of {set.Parts} are here. {ExtractRules.WhyIncomplete(there, set.Parts ?? 0)}.";
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (!MayLoad)
            return Forbid();
        if (Kind is not { } kind || !Enum.IsDefined(kind))
            return this.PageWithErrors(new("Choose which register it is", nameof(Kind)));
        List<ImportRegister.Upload> files = [];
        try
        {
            files.AddRange(Extract.Select(file => new ImportRegister.Upload(file.FileName, file.OpenReadStream())));
            var outcome = await import.QueueAsync(User.Actor(), kind, ExtractDate.ToDate(), files);
            return !outcome.IsDone
                ? this.PageWithErrors(outcome)
                : this.Next(
                    Links.DueDiligence.Extracts,
                    "The file is here. It is read as soon as it is complete. You can leave this page."
                );
        }
        finally
        {
            foreach (var file in files)
                await file.Content.DisposeAsync();
        }
    }

    public string Lines(int bad) => bad == 1 ? "1 line" : $"{Number(bad)} lines";

    public static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Words(string state) =>
        state switch
        {
            "Incomplete" => "Waiting for its other parts",
            "Waiting" => "Waiting to be read",
            "Running" => "Being read",
            "Doubted" => "Not in use: two people must agree",
            "Current" => "In use",
            "Replaced" => "Replaced by a newer one",
            _ => "Refused",
        };

    public static string Colour(string state) =>
        state switch
        {
            "Current" => "green",
            "Refused" => "red",
            "Doubted" => "yellow",
            _ => "blue",
        };
}
