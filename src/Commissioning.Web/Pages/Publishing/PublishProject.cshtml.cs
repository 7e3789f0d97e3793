using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Monitoring;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Monitoring;
using Commissioning.Features.Publishing;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[Requires(Permission.ViewAwards)]
public sealed class PublishProjectModel(
    PublicProject projects,
    Consents consents,
    WritePublicPage write,
    PublishProject publish,
    WithdrawProjectPage withdraw,
    WithdrawConsent withdrawConsent
) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Consent { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    [BindProperty]
    public WordsForm Form { get; set; } = new();

    /// <summary>The points that the person has read.</summary>
    [BindProperty]
    public List<string> Confirmed { get; set; } = [];
    public PublicProject.OfficePage Whole { get; private set; } = null!;
    public PublicProject.PublicProjectPage View => Whole.View;
    public bool MayChange => User.Can(Permission.ReviewMonitoring);
    public IReadOnlyList<Consents.Entry> Entries { get; private set; } = [];

    public Refusal? WhyNot =>
        ProjectPageRules.WhyCannotPublish(View.Project.EndedHow, View.Project.Policy.Awards.PublishProjects, View.Project.PublishedAt)
        ?? PublicationRules.WhyNoPage(View.Project.NameIsPublic);
    public Refusal? WhyNotYet =>
        ProjectPageRules.WhyTooEarly(View.Project.ProposedAt, View.Project.ObjectBy, View.Project.AnsweredAt, View.Project.Wish, Today)
        ?? View.Words.WhyNot()
        ?? ProjectPageRules.WhyNotThisPerson(View.Project.WrittenBy, User.Actor().Id);
    public DateOnly Today { get; private set; }
    public IReadOnlyList<Choice> Held =>
        Entries.Where(entry => entry.Now is not null).Select(entry => new Choice(entry.Now!.Id.ToString(), entry.Name)).ToList();

    public sealed class WordsForm
    {
        public string? Summary { get; set; }
        public string? Story { get; set; }
        public string? Quote { get; set; }
        public bool LeaveOutStory { get; set; }
        public bool LeaveOutQuote { get; set; }
        public List<WordsOf> Outcomes { get; set; } = [];
        public List<WordsOf> Captions { get; set; } = [];
    }

    public sealed class WordsOf
    {
        public Guid Id { get; set; }
        public string? Words { get; set; }
    }

    public async Task OnGetAsync()
    {
        await ReadAsync();
        Form = new()
        {
            Summary = View.Project.PublicSummary,
            Story = View.Project.ShorterStory,
            Quote = View.Project.ShorterQuote,
            LeaveOutStory = View.Project.LeaveOutStory,
            LeaveOutQuote = View.Project.LeaveOutQuote,
            Outcomes = View.Outcomes.Select(one => new WordsOf { Id = one.Id, Words = one.Words }).ToList(),
            Captions = View.Photos.Select(one => new WordsOf { Id = one.Id, Words = one.PublicCaption }).ToList(),
        };
    }

    public async Task<IActionResult> OnPostWriteAsync(string? next)
    {
        if (!MayChange)
            return Forbid();
        var outcome = await write.RunAsync(
            User.Actor(),
            Id,
            new(Show: next != "save")
            {
                Summary = Form.Summary,
                Story = Form.Story,
                Quote = Form.Quote,
                LeaveOutStory = Form.LeaveOutStory,
                LeaveOutQuote = Form.LeaveOutQuote,
                Outcomes = Form.Outcomes.Select(one => new WritePublicPage.Outcome(one.Id, one.Words)).ToList(),
                Captions = Form.Captions.Select(one => new WritePublicPage.Caption(one.Id, one.Words)).ToList(),
            }
        );
        if (outcome.IsDone)
            return this.Next(
                Links.Publishing.PublishProject(Id),
                next == "save" ? "The words are saved" : "The words are saved, and the group is asked to read the page"
            );
        await ReadAsync();
        return this.PageWithErrors(outcome, nameof(Form));
    }

    public async Task<IActionResult> OnPostPublishAsync() =>
        await DoneAsync(() => publish.RunAsync(User.Actor(), Id, Confirmed), "The project has a public page");

    public async Task<IActionResult> OnPostWithdrawAsync() =>
        await DoneAsync(() => withdraw.RunAsync(User.Actor(), Id, Reason), "The page is taken down");

    public async Task<IActionResult> OnPostConsentAsync() =>
        await DoneAsync(
            async () =>
                !Guid.TryParse(Consent, out var consent)
                    ? new Refusal("Choose which one", nameof(Consent))
                    : (await withdrawConsent.RunAsync(User.Actor(), ConsentSide.Office, Id, consent, Why)).At(nameof(Why)),
            "The consent is taken back. It is gone from the public page."
        );

    private async Task ReadAsync()
    {
        Whole = await projects.OfOfficeAsync(Id);
        var page = await consents.OfAwardAsync(Id);
        (Entries, Today) = (page.Entries, page.Today);
    }

    private async Task<IActionResult> DoneAsync(Func<Task<Result>> change, string notice)
    {
        if (!MayChange)
            return Forbid();
        var outcome = await change();
        if (outcome.IsDone)
            return this.Next(Links.Publishing.PublishProject(Id), notice);
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
