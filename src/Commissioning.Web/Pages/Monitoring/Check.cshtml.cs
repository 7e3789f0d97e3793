using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Monitoring;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Monitoring;

/// <summary>What is missing, which figures can hardly be, and the button that sends the return.</summary>
[Requires(Permission.WriteApplications)]
public sealed class CheckModel(ReturnReader returns, SendReturn send, TimeProvider clock) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    /// <summary>Sentences of the questions that are right.</summary>
    [BindProperty]
    public List<string> Confirmed { get; set; } = [];
    public ReturnReader.MonitoringReturn View { get; private set; } = null!;

    public IReadOnlyList<ReturnQuestion> Asked => View.Questions.Where(question => !View.Confirmed.Contains(question.Sentence)).ToList();

    /// <summary>Null: nothing is wrong with the box of this doubt.</summary>
    public string? WhyNot(ReturnQuestion question) =>
        ModelState.TryGetValue(nameof(Confirmed), out var box) && box.Errors.Count > 0 && !Confirmed.Contains(question.Sentence)
            ? "Change it, or say that it is right"
            : null;

    public IReadOnlyList<(ReturnPage Page, string Sentence)> Gaps =>
        ReturnPages
            .Of(View.Form)
            .SelectMany(page => View.Gaps(clock.Today(), page).Select(gap => (page, gap.Sentence.TrimEnd('.'))))
            .DistinctBy(gap => gap.Item2)
            .ToList();

    /// <summary>Null when the time that it is about is over.</summary>
    public Refusal? Early => MonitoringRules.WhyTooEarly(View.Return.Kind, View.Return.PeriodTo, View.Return.AwardEndedAt, clock.Today());

    public string LinkTo(ReturnQuestion question) => question.IsOfDiary ? Links.Monitoring.Diary(Id) : LinkTo(question.Page);

    public string LinkTo(ReturnPage page) =>
        View.Form.OnePage ? Links.Monitoring.Part(Id, PartModel.All) : ReturnTexts.PageLink(View, page);

    public async Task<IActionResult> OnGetAsync()
    {
        View = await returns.GetMineAsync(User.Actor(), Id);
        return ReturnTexts.CanFill(View) ? Page() : this.Next(Links.Monitoring.Return(Id));
    }

    public async Task<IActionResult> OnPostAsync()
    {
        View = await returns.GetMineAsync(User.Actor(), Id);
        var outcome = await send.RunAsync(User.Actor(), Id, Confirmed);
        return outcome.IsDone
            ? this.Next(Links.Monitoring.Return(Id), ReturnTexts.SentNotice(View, User.Actor().Id))
            : this.PageWithErrors(Result.Of(outcome.Refusals.Select(WithoutOtherPages).Distinct().ToList()));
    }

    // Boxes of other pages have no place here.
    private static Refusal WithoutOtherPages(Refusal refusal) =>
        refusal.Field == nameof(Confirmed) ? refusal : refusal with { Field = null };
}
