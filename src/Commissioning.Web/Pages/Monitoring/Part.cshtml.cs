using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Monitoring;
using Commissioning.Platform.Data;
using Commissioning.Web.Identity;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Monitoring;

/// <summary>A page of a return, or all of it where its form has one page. Whatever was typed is kept, also what cannot be read.</summary>
[Requires(Permission.WriteApplications), RequestFormLimits(ValueCountLimit = 5000), EnableRateLimiting(RateLimits.Files)]
public sealed class PartModel(ReturnReader returns, SaveReturn save, SendReturn send, AddReturnPhoto addPhoto, TimeProvider clock)
    : PageModel
{
    public const string All = "all";

    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute]
    public string Part { get; set; } = "";

    [BindProperty]
    public ReturnBoxes Form { get; set; } = new();
    public ReturnReader.MonitoringReturn View { get; private set; } = null!;

    /// <summary>What is typed on the page is not what is saved.</summary>
    public bool IsRefused { get; private set; }

    public static readonly IReadOnlyList<Choice> Verdicts =
    [
        new(nameof(Verdict.Met), "Yes"),
        new(nameof(Verdict.Partly), "In part"),
        new(nameof(Verdict.NotMet), "No"),
    ];

    /// <summary>Where what is saved differs from what is typed here, after somebody saved it meanwhile.</summary>
    public IReadOnlyList<(string Box, string Here, string There)> Differences { get; private set; } = [];

    public bool IsAll => View.Form.OnePage;
    public IReadOnlyCollection<ReturnPage> Pages { get; private set; } = [];
    public IEnumerable<ReturnItem> Items =>
        View.Form.Items.Where(item =>
            Pages.Contains(ReturnPages.Of(item.Kind)) && (item.Kind != ReturnItemKind.Forecast || View.Return.Kind == ReturnKind.Interim)
        );
    public string Title => IsAll ? "Monitoring return" : ReturnPages.Title(Pages.First());
    public string Here => Links.Monitoring.Part(Id, Part);
    public string Back => IsAll ? ReturnTexts.Back(View) : Links.Monitoring.Return(Id);
    public DateTime Now => clock.UtcNow();
    public DateTime? SavedAt => View.Drafts.Where(draft => Pages.Contains(draft.Page)).Select(draft => (DateTime?)draft.SavedAt).Max();

    /// <summary>The hint and what the answer is for, in one line.</summary>
    public static string HintOf(ReturnItem item) =>
        string.Join(" ", new[] { ReturnForms.Hint(item), ReturnForms.UsedFor(item) }.OfType<string>().Select(text => Sentences.Of(text)));

    /// <summary>What was said before, what was claimed: beside the box of a sum.</summary>
    public static string Known(Money? before, Money claimed, bool offered) =>
        string.Join(
            " ",
            new[]
            {
                before is { } last ? $"Last time: {last}." : null,
                claimed > Money.Zero ? $"Accepted claims: {claimed}{(offered ? ", filled in for you" : "")}." : null,
            }.OfType<string>()
        );

    /// <summary>A line says why when it is further from its budget than the tolerance, or below its claims.</summary>
    public bool AsksWhy(int place)
    {
        var (line, box) = (View.Budget[place], Form.Lines[place]);
        return !string.IsNullOrWhiteSpace(box.Explanation)
            || !string.IsNullOrWhiteSpace(box.Spent)
                && Money.Parse(box.Spent) is { } spent
                && (
                    spent < View.Claimed.GetValueOrDefault(line.Id)
                    || MonitoringRules.NeedsReason(
                        new(line.Item, line.Requested, Money.Zero, spent, null),
                        View.Return.Kind,
                        Tolerance.Of(View.Return.Award, View.Policy)
                    )
                );
    }

    /// <summary>The names of a question's boxes begin with its place on the page.</summary>
    public ViewDataDictionary NamesOf(int place) =>
        new(ViewData) { TemplateInfo = { HtmlFieldPrefix = $"{nameof(Form)}.{Refusal.At(nameof(Form.Questions), place)}" } };

    private IEnumerable<Refusal> Unread =>
        View.Drafts.Where(draft => Pages.Contains(draft.Page)).SelectMany(draft => draft.Typed?.WhyUnread() ?? []);

    public async Task<IActionResult> OnGetAsync()
    {
        await LoadAsync();
        if (!ReturnTexts.CanFill(View))
            return this.Next(Links.Monitoring.Return(Id));
        Form = ReturnBoxes.Of(View, Pages);
        // People who come back see what is to be put right; what is only missing is no error yet. What was saved a moment ago said it.
        if (TempData.Peek("Notice") is null)
            this.AnyErrors(Unread);
        return Page();
    }

    /// <param name="lost">The page was sent after its person had been signed out: whether a photograph was lost with it.</param>
    public async Task<IActionResult> OnPostAsync(string? next, [FromForm(Name = SignedOutForms.LostFile)] string? lost)
    {
        await LoadAsync();
        var outcome = await SaveAsync();
        // A chosen file would be lost with a page that is refused, so it is taken first.
        await TakePhotoAsync();
        await LoadAsync();
        if (!outcome.IsDone)
        {
            IsRefused = true;
            if (View.VersionOf(Pages) > Form.Version)
            {
                Differences = Form.Differences(View, ReturnBoxes.Of(View, Pages));
                this.ModelState.Remove($"{nameof(Form)}.{nameof(Form.Overtaken)}");
                Form.Overtaken = true;
            }
            this.RefreshVersion(() => Form.Version = View.VersionOf(Pages));
            return this.PageWithErrors(outcome);
        }
        this.MarkSaved();
        if (!ModelState.IsValid)
            return Again();
        // The button said that it saves; it does not send.
        if (lost is not null)
            return this.Next(Here, lost == "file" ? "Your return is saved. Choose your photograph again." : SavedNotice());
        if (next == "later")
            return this.Next(IsAll ? Links.Monitoring.Return(Id) : Back, SavedNotice());
        if (next == "photo")
            return this.Next(Here, "The photograph is added");
        if (View.Gaps(clock.Today(), IsAll ? null : Pages.Single()) is { Count: > 0 } gaps)
        {
            this.AnyErrors(gaps);
            return Again();
        }
        // What a colleague wrote is read before the return with it is sent.
        if (IsAll && Form.Overtaken)
            return this.Next(Links.Monitoring.Check(Id), "Your return is saved. Read it once more before you send it.");
        return IsAll ? await SendAsync() : this.Next(NextPage());
    }

    private string SavedNotice() =>
        Unread.Select(refusal => refusal.Sentence).ToList() is { Count: > 0 } unread
            ? $"Your return is saved, and what we could not read is kept as you typed it. {string.Join(" ", unread.Select(Sentences.Of))}"
            : "Your return is saved. It is not sent yet.";

    /// <summary>Puts a sum of the diary into its box and saves it.</summary>
    public async Task<IActionResult> OnPostUseAsync(string use)
    {
        await LoadAsync();
        if (use == nameof(Form.PeopleNew))
            Form.PeopleNew = DiaryRules.PeopleSoFar(View.DiarySoFar)?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        else if (use == nameof(Form.Spent))
            Form.Spent = DiaryRules.SpentSoFar(View.DiarySoFar)?.ToInput();
        else if (int.TryParse(use, out var place) && place >= 0 && place < View.Budget.Count)
            Form.Lines[place].Spent = DiaryRules.SpentSoFar(View.DiarySoFar, View.Budget[place].Id)?.ToInput();
        var outcome = await SaveAsync();
        return outcome.IsDone ? this.Next(Here, "The sum of your diary is filled in") : this.PageWithErrors(outcome);
    }

    /// <summary>Saves in the background; the answer says when, or why not.</summary>
    public async Task<IActionResult> OnPostAutosaveAsync()
    {
        await LoadAsync();
        var outcome = await SaveAsync();
        await LoadAsync();
        return this.Autosaved(outcome, View.VersionOf(Pages), clock.UtcNow());
    }

    private async Task<IActionResult> SendAsync()
    {
        var sent = await send.RunAsync(User.Actor(), Id, []);
        if (sent.IsDone)
            return this.Next(Links.Monitoring.Return(Id), ReturnTexts.SentNotice(View, User.Actor().Id));
        // Figures that can hardly be are asked about on a page of their own.
        if (sent.Refusals.All(refusal => refusal.Field == nameof(CheckModel.Confirmed)))
            return this.Next(Links.Monitoring.Check(Id));
        this.AnyErrors(sent);
        return Again();
    }

    private string NextPage() =>
        ReturnPages.Of(View.Form).Where(page => page > Pages.First()).Select(page => (ReturnPage?)page).FirstOrDefault() is { } page
            ? ReturnTexts.PageLink(View, page)
            : Links.Monitoring.Return(Id);

    private async Task TakePhotoAsync()
    {
        if (!View.Form.Asks(ReturnItemKind.Photo) || Form.Photo is null)
            return;
        if (await this.ReadUploadAsync(Form.Photo, nameof(Form.Photo)) is not { } photo)
            return;
        if (!this.AnyErrors(await addPhoto.RunAsync(User.Actor(), Id, photo, Form.Caption)))
        {
            ModelState.Remove($"{nameof(Form)}.{nameof(Form.Caption)}");
            Form.Caption = null;
        }
    }

    /// <summary>The page with what is to be put right; all of it is saved.</summary>
    private PageResult Again()
    {
        this.RefreshVersion(() => Form.Version = View.VersionOf(Pages));
        return this.PageWithErrors();
    }

    private async Task LoadAsync()
    {
        View = await returns.GetMineAsync(User.Actor(), Id);
        Pages =
            Part == All && View.Form.OnePage ? Enum.GetValues<ReturnPage>()
            : !View.Form.OnePage
            && Enum.TryParse<ReturnPage>(Part, ignoreCase: true, out var page)
            && page != ReturnPage.Files
            && ReturnPages.Of(View.Form).Contains(page)
                ? [page]
            : throw new NotFoundException("No such part of this return");
        Form.Complete(View, Pages);
    }

    private Task<Result> SaveAsync() => save.RunAsync(User.Actor(), Form.Command(View, Pages));
}
