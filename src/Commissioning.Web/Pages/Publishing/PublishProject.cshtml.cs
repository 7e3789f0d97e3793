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

[Requires(Permission.ReviewMonitoring)]
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
    public PublicProject.PublicProjectPage View { get; private set; } = null!;
    public IReadOnlyList<Consents.Entry> Entries { get; private set; } = [];

    public Refusal? WhyNot =>
        ProjectPageRules.WhyCannotPublish(View.Project.EndedHow, View.Project.Policy.Awards.PublishProjects, View.Project.PublishedAt);
    public Refusal? WhyTooEarly =>
        ProjectPageRules.WhyTooEarly(View.Project.ProposedAt, View.Project.ObjectBy, View.Project.AnsweredAt, View.Project.Wish, Today);
    public DateOnly Today { get; private set; }
    public IReadOnlyList<Choice> Held =>
        Entries.Where(entry => entry.Now is not null).Select(entry => new Choice(entry.Now!.Id.ToString(), entry.Name)).ToList();

    /// <summary>What the public would read that may name somebody.</summary>
    public IReadOnlyList<string> Doubts =>
        new[] { View.Project.PublicSummary, View.Project.Story, View.Project.Quote }
            .Concat(View.Outcomes.Select(outcome => outcome.Words))
            .Concat(View.Photos.Select(photo => photo.PublicCaption))
            .SelectMany(PublicWords.Doubts)
            .Distinct()
            .ToList();

    public sealed class WordsForm
    {
        public string? Summary { get; set; }
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
            Outcomes = View.Outcomes.Select(one => new WordsOf { Id = one.Id, Words = one.Words }).ToList(),
            Captions = View.Photos.Select(one => new WordsOf { Id = one.Id, Words = one.PublicCaption }).ToList(),
        };
    }

    public async Task<IActionResult> OnPostWriteAsync(string? next)
    {
        var outcome = await write.RunAsync(
            User.Actor(),
            Id,
            new(Show: next != "save")
            {
                Summary = Form.Summary,
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
        await DoneAsync(await publish.RunAsync(User.Actor(), Id), "The project has a public page");

    public async Task<IActionResult> OnPostWithdrawAsync() =>
        await DoneAsync(await withdraw.RunAsync(User.Actor(), Id, Reason), "The page is taken down");

    public async Task<IActionResult> OnPostConsentAsync() =>
        await DoneAsync(
            !Guid.TryParse(Consent, out var consent)
                ? new Refusal("Choose which one", nameof(Consent))
                : (await withdrawConsent.RunAsync(User.Actor(), ConsentSide.Office, Id, consent, Why)).At(nameof(Why)),
            "The consent is taken back. It is gone from the public page."
        );

    private async Task ReadAsync()
    {
        View = await projects.PreviewAsync(Id);
        var page = await consents.OfAwardAsync(Id);
        (Entries, Today) = (page.Entries, page.Today);
    }

    private async Task<IActionResult> DoneAsync(Result outcome, string notice)
    {
        if (outcome.IsDone)
            return this.Next(Links.Publishing.PublishProject(Id), notice);
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
