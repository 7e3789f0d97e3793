using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Decisions;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Decisions;

/// <summary>A decision maker's choices, one application at a time; nothing is decided until all are recorded.</summary>
public sealed class DraftDecision(Db db)
{
    /// <param name="Amounts">By budget line, in the order of the budget; read when it is funded.</param>
    public sealed record Command(
        DecisionChoice? Choice,
        string? Reason,
        string? Condition,
        IReadOnlyList<Money?>? Amounts = null,
        DateOnly? DeferUntil = null
    );

    public Task<Result> RunAsync(Actor actor, Guid round, Guid application, Command command) =>
        db.ChangeAsync(
            actor,
            AuditAction.DecisionDrafted,
            application,
            async work =>
            {
                var view = await DecideRound.GetAsync(work, actor, round);
                if (view.WhyNot is { } refusal)
                    return refusal;
                var line =
                    view.Lines.FirstOrDefault(line => line.ApplicationId == application)
                    ?? throw new NotFoundException("No such application in this paper");
                if (command.Choice is not { } choice)
                    return new Refusal("Say whether this application is funded", nameof(command.Choice));
                List<Refusal> wrong =
                [
                    .. TextLimit.WhyTooLong([
                        (command.Reason, 1000, nameof(command.Reason)),
                        (command.Condition, 1000, nameof(command.Condition)),
                    ]),
                ];
                AwardedLines? lines = null;
                if (choice == DecisionChoice.Fund && command.Amounts is not null)
                {
                    var (read, refused) = await FurtherDecision.LinesAsync(work, view.Round, application, command.Amounts);
                    wrong.AddRange(refused);
                    lines = read;
                }
                if (
                    choice == DecisionChoice.Defer
                    && DecisionRules.WhyCannotDefer(command.DeferUntil, LondonTime.DateOf(work.Now), nameof(command.DeferUntil)) is { } day
                )
                    wrong.Add(day);
                if (string.IsNullOrWhiteSpace(command.Reason))
                {
                    if (choice == DecisionChoice.Defer)
                        wrong.Add(new("Say why you defer the decision", nameof(command.Reason)));
                    else if (choice == DecisionChoice.Fund != line.Recommended)
                        wrong.Add(new("Say why you depart from the recommendation", nameof(command.Reason)));
                    else if (lines is not null)
                        wrong.Add(new("Say why you decide another amount than was recommended", nameof(command.Reason)));
                }
                if (wrong.Count > 0)
                    return Result.Of(wrong);
                var row = new
                {
                    view.RecommendationId,
                    Person = actor.Id,
                    application,
                    Funded = choice == DecisionChoice.Fund,
                    Reason = string.IsNullOrWhiteSpace(command.Reason) ? null : command.Reason.Trim(),
                    Condition = string.IsNullOrWhiteSpace(command.Condition) ? null : command.Condition.Trim(),
                    lines,
                    Until = choice == DecisionChoice.Defer ? command.DeferUntil : null,
                    work.Now,
                };
                await work.ExecuteAsync(
                    "delete from DecisionDraft where RecommendationId = @RecommendationId and PersonId = @Person and ApplicationId = @application",
                    row
                );
                await work.ExecuteAsync(
                    "insert into DecisionDraft (RecommendationId, PersonId, ApplicationId, Funded, Reason, Condition, LinesJson, DeferredUntil, SavedAt) values (@RecommendationId, @Person, @application, @Funded, @Reason, @Condition, @lines, @Until, @Now)",
                    row
                );
                work.Note(
                    $"{line.Reference}: {choice switch
                    {
                        DecisionChoice.Fund => lines is null ? "fund" : $"fund with {lines.Total}",
                        DecisionChoice.Defer => $"defer until {LondonTime.Date(command.DeferUntil!.Value)}",
                        _ => "do not fund",
                    }}, not recorded yet"
                );
                return Result.Done;
            }
        );
}
