using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Features.Awards;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.ViewAwards)]
public sealed class LettersModel(Db db, RoundLetters roundLetters, StartLetters startLetters, ReleaseLetters release, MakeLettersAgain make)
    : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public List<LetterKind> Kinds { get; set; } = [];

    [BindProperty]
    public bool Anyway { get; set; }
    public bool MayChange => User.Can(Permission.SendLetters);
    public RoundLetters.RoundLettersPage View { get; private set; } = null!;
    public ListView List { get; private set; } = null!;

    /// <summary>The reasons that applicants who are not funded will read; asked until the letters are made.</summary>
    public LetterReasons.LetterReasonsPage? Reasons { get; private set; }

    public static string InWords(LetterReasons.LetterReasonsPage reasons) =>
        reasons.StockOnly.Count > 0
            ? $"{reasons.StockOnly.Count} without a reason of the panel's own. Write one for each before the letters are made."
        : reasons.Unread > 0 ? $"{reasons.Unread} not read yet"
        : "all read";

    public async Task<IActionResult> OnGetAsync()
    {
        View = await roundLetters.GetAsync(Id);
        var list = LetterList.OfRound(Id, View.Round.FullName);
        if (HttpMethods.IsGet(Request.Method) && ListDownload.Of(this, list) is { } file)
            return file;
        List = await db.ReadAsync(work => ListView.OfAsync(this, work, list));
        if (View.Batch is null)
            Reasons = await db.ReadAsync(work => LetterReasons.GetAsync(work, Id, 1));
        return Page();
    }

    public Task<IActionResult> OnPostStartAsync() =>
        AfterAsync(() => startLetters.RunAsync(User.Actor(), Id, Anyway), "The letters are being made");

    public Task<IActionResult> OnPostReleaseAsync() => AfterAsync(() => release.RunAsync(User.Actor(), Id), SendingInWords.OnTheirWay);

    public Task<IActionResult> OnPostReleaseSomeAsync() =>
        AfterAsync(() => release.RunAsync(User.Actor(), Id, Kinds), $"{SendingInWords.OnTheirWay}. The others wait until you send them.");

    public Task<IActionResult> OnPostAgainAsync() =>
        AfterAsync(() => make.RunRoundAsync(User.Actor(), Id), "The letters are being made again");

    public static IReadOnlyList<Choice> Choices(RoundLetters.RoundLetterBatch batch) =>
        batch.Kinds.Select(one => new Choice(one.Kind.ToString(), $"{one.Kind.Name()} ({one.Count})")).ToList();

    private async Task<IActionResult> AfterAsync(Func<Task<Result>> change, string notice)
    {
        if (!MayChange)
            return Forbid();
        var outcome = await change();
        if (outcome.IsDone)
            return this.Next(Links.Awards.Letters(Id), notice);
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
