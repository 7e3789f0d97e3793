using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Features.Awards;
using Commissioning.Features.Casework;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

/// <summary>An offer as the office sees it: state, conditions, questions, extension and withdrawal.</summary>
[Requires(Permission.ViewAwards)]
public sealed class OfferModel(
    Db db,
    AwardReader awards,
    AnswerAboutOffer answer,
    ExtendOffer extend,
    WithdrawOffer withdraw,
    DecideCondition decide,
    AddCondition add
) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public List<string?> Notes { get; set; } = [];

    [BindProperty]
    public List<string?> Answers { get; set; } = [];

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Hint { get; set; }

    [BindProperty]
    public DateParts Until { get; set; } = new();

    [BindProperty]
    public string? ExtendReason { get; set; }

    [BindProperty]
    public string? WithdrawReason { get; set; }
    public AwardReader.AwardDetail View { get; private set; } = null!;
    public IReadOnlyList<MessageQueries.SentMessage> Sent { get; private set; } = [];
    public bool MayChange => User.Can(Permission.SendLetters);

    public async Task OnGetAsync()
    {
        View = await awards.GetAsync(Id);
        Sent = await db.ReadAsync(work => WhatWeSent.OfApplicationAsync(work, View.Award.ApplicationId));
        while (Notes.Count < View.AwardConditions.Count)
            Notes.Add(null);
        while (Answers.Count < View.Questions.Count)
            Answers.Add(null);
    }

    public Task<IActionResult> OnPostDecideAsync(Guid requirement, int version, int place, ConditionState to) =>
        AfterAsync(
            async () =>
                (await decide.RunAsync(User.Actor(), Id, requirement, version, to, Typed(nameof(Notes), place))).At(
                    Refusal.At(nameof(Notes), place)
                ),
            "Recorded"
        );

    public Task<IActionResult> OnPostAnswerAsync(Guid question, int place) =>
        AfterAsync(
            async () =>
                (await answer.RunAsync(User.Actor(), Id, question, Typed(nameof(Answers), place))).At(Refusal.At(nameof(Answers), place)),
            "The answer is sent"
        );

    public Task<IActionResult> OnPostAddAsync() =>
        AfterAsync(() => add.RunAsync(User.Actor(), Id, Name, Hint, DocumentStage.BeforePayment), "The condition is added");

    public Task<IActionResult> OnPostExtendAsync() =>
        AfterAsync(
            async () =>
                Until.WhyNotADate("the new day") is { } wrong
                    ? new Refusal(wrong, nameof(Until))
                    : await extend.RunAsync(User.Actor(), Id, Until.ToDate(), ExtendReason),
            "They have more time"
        );

    public Task<IActionResult> OnPostWithdrawAsync() =>
        AfterAsync(() => withdraw.RunAsync(User.Actor(), Id, WithdrawReason), "The offer is withdrawn");

    public static string InWords(ConditionState state) =>
        state switch
        {
            ConditionState.Wanted => "Waiting for the organisation",
            ConditionState.Given => "To be checked",
            ConditionState.Accepted => "Met",
            _ => "Not needed",
        };

    /// <summary>Reads one of many boxes, each in its own form: the binder fills lists from index zero only.</summary>
    private string? Typed(string list, int place)
    {
        var values = list == nameof(Notes) ? Notes : Answers;
        if (place is < 0 or > 200)
            return null;
        while (values.Count <= place)
            values.Add(null);
        return values[place] = Request.Form[$"{list}[{place}]"];
    }

    private async Task<IActionResult> AfterAsync(Func<Task<Result>> change, string notice)
    {
        if (!MayChange)
            return Forbid();
        var outcome = await change();
        if (outcome.IsDone)
            return this.Next(Links.Awards.Offer(Id), notice);
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
