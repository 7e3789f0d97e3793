using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Casework;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

[Requires(Permission.AnswerRequests)]
public sealed class AnswerModel(
    Db db,
    AnswerQueries answers,
    DecidePassages decide,
    AddPassage add,
    ApproveAnswer approve,
    DiscardAnswer discard
) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public PassageState Show { get; set; }

    /// <summary>Only places with these words; null: all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? With { get; set; }

    /// <summary>Each words once, with all their places.</summary>
    [BindProperty(SupportsGet = true)]
    public bool ByWords { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Part { get; set; } = 1;

    [BindProperty]
    public List<int> Numbers { get; set; } = [];

    [BindProperty]
    public bool Everywhere { get; set; }

    [BindProperty]
    public FoiSection Section { get; set; } = FoiSection.PersonalData;

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public OwnWords Own { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    /// <summary>Words that the person wants taken out as well.</summary>
    public sealed class OwnWords
    {
        public string? Words { get; set; }
        public FoiSection Section { get; set; } = FoiSection.PersonalData;
        public string? Reason { get; set; }
    }

    public FoiQueries.Shown Copy { get; private set; } = null!;
    public int Pages => (Copy.Found + FoiQueries.PageSize - 1) / FoiQueries.PageSize;
    public string Here => ByWords ? Links.Casework.AnswerWords(Id, Show) : Links.Casework.AnswerPassages(Id, Show, With);

    /// <summary>Null: the person may approve the copy.</summary>
    public string? WhyNotApprove { get; private set; }
    public IReadOnlyList<Choice> Sections => FoiSections.All.Select(one => new Choice($"{one}", FoiSections.Words(one))).ToList();

    /// <summary>Whoever may not have the file reads on its page why not, whatever is asked for here.</summary>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await answers.KeptFromAsync(User.Actor(), Id) is { } application)
            context.Result = Redirect(Links.Casework.AnswerFile(application));
        else
            await next();
    }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Version = Copy.Answer.Version;
    }

    public Task<IActionResult> OnPostRemoveAsync() => DecideAsync(true);

    public Task<IActionResult> OnPostKeepAsync() => DecideAsync(false);

    public async Task<IActionResult> OnPostAddAsync()
    {
        var added = await add.RunAsync(User.Actor(), Id, Own.Words, Own.Section, Own.Reason);
        if (added.IsDone)
            return this.Next(Here, added.Value == 1 ? "Taken out at one place" : $"Taken out at {added.Value:N0} places");
        await LoadAsync();
        return this.PageWithErrors(added, nameof(Own));
    }

    public async Task<IActionResult> OnPostApproveAsync()
    {
        var outcome = await approve.RunAsync(User.Actor(), Id, Version);
        if (outcome.IsDone)
            return this.Next(Links.Casework.Answer(Id), "The copy is approved. It can be downloaded.");
        await LoadAsync();
        return this.PageWithErrors(outcome);
    }

    public async Task<IActionResult> OnPostDiscardAsync()
    {
        await LoadAsync();
        var back = Copy.Answer.ApplicationId is { } application ? Links.Casework.AnswerFile(application) : Links.Casework.PersonAnswers;
        var outcome = await discard.RunAsync(User.Actor(), Id);
        return outcome.IsDone ? this.Next(back, "The draft is thrown away") : this.PageWithErrors(outcome);
    }

    private async Task<IActionResult> DecideAsync(bool remove)
    {
        var decided = await decide.RunAsync(User.Actor(), Id, new(Numbers, Everywhere || ByWords, remove, Section, Reason));
        if (decided.IsDone)
            return this.Next(
                Here,
                $"{decided.Value:N0} {(decided.Value == 1 ? "passage" : "passages")} {(remove ? $"taken out under {FoiSections.Number(Section)}" : "kept")}"
            );
        await LoadAsync();
        return this.PageWithErrors(decided);
    }

    private async Task LoadAsync()
    {
        Copy = await db.ReadAsync(work => FoiQueries.ShowAsync(work, Id, Show, With, Part));
        WhyNotApprove = (await approve.WhyNotAsync(User.Actor(), Id))?.Sentence;
    }
}
