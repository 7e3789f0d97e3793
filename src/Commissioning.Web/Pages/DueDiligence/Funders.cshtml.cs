using Commissioning.Domain;
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
public sealed class FundersModel(Db db, LoadFunderGrants load) : PageModel
{
    private const long Largest = 262_144_000;

    [BindProperty]
    public DateParts FileDate { get; set; } = new();

    [BindProperty]
    public IFormFile? GrantsFile { get; set; }
    public IReadOnlyList<FunderFiles.Loaded> Files { get; private set; } = [];
    public DateOnly Today { get; private set; }

    /// <summary>As for the registers: administrators load what is public as well.</summary>
    public bool MayLoad => User.Can(Permission.ManageDueDiligence) || User.Can(Permission.OperatePortal);

    public static IReadOnlyList<string> Columns => LoadFunderGrants.Columns;
    public static IReadOnlyList<string> OptionalColumns => LoadFunderGrants.OptionalColumns;

    public async Task OnGetAsync() =>
        (Files, Today) = await db.ReadAsync(async work => (await FunderFiles.ListAsync(work), LondonTime.DateOf(work.Now)));

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (!MayLoad)
            return Forbid();
        if (!FileDate.IsBlank && FileDate.WhyNotADate("the date of the file") is { } wrong)
            return this.PageWithErrors(new(wrong, nameof(FileDate)));
        await using var content = GrantsFile?.OpenReadStream();
        var result = await load.RunAsync(User.Actor(), FileDate.ToDate(), GrantsFile?.FileName ?? "", content);
        return result.IsDone ? this.Next(Links.DueDiligence.Funders, Notice(result.Value!)) : this.PageWithErrors(result);
    }

    private static string Notice(FunderFiles.Loaded file) =>
        file.State == "Refused"
            ? $"The file is refused. {file.Why}. The list of rows says why."
            : $"{Count(file.Grants, "grant", "grants")} of {file.FunderName} {(file.Grants == 1 ? "is" : "are")} in use"
                + (file.Bad > 0 ? $"; {Count(file.Bad, "row was", "rows were")} set aside" : "")
                + (
                    file.Individuals > 0
                        ? $"; {Count(file.Individuals, "grant to an individual was", "grants to individuals were")} left out"
                        : ""
                );

    private static string Count(int number, string one, string many) => $"{ExtractsModel.Number(number)} {(number == 1 ? one : many)}";

    public bool IsOld(FunderFiles.Loaded file) =>
        file.State == "Current" && FunderFileRules.AgeOf(file.FunderName, file.FileDate, Today).IsTooOld;

    public static string Words(string state, bool isOld) =>
        state switch
        {
            "Current" => isOld ? "In use, old" : "In use",
            "Reading" => "Being read",
            "Replaced" => "Replaced by a newer one",
            _ => state,
        };

    public static string Colour(string state, bool isOld) =>
        state switch
        {
            "Current" => isOld ? "red" : "green",
            "Refused" => "red",
            "Reading" => "blue",
            _ => "grey",
        };
}
