using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Decisions;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Decisions;

/// <summary>Records a complaint about a decision, or a request to look at it again, after its letter was sent, and by when it is
/// answered.</summary>
public sealed class OpenReview(Db db, Office office)
{
    public sealed record Command(ReviewKind? Kind, DateOnly? ReceivedOn, string? FromWhom, string? Ground);

    /// <param name="Days">Working days in which it is answered.</param>
    public sealed record ReviewToOpen(FurtherDecision.DecidedLine Decided, Guid Round, int Days, DateOnly Today, Refusal? WhyNot);

    public Task<ReviewToOpen> GetAsync(Guid application) => db.ReadAsync(work => GetAsync(work, application));

    public Task<Result<Guid>> RunAsync(Actor actor, Guid application, Command command) =>
        db.ChangeAsync(
            actor,
            AuditAction.DecisionReviewOpened,
            application,
            async work =>
            {
                var view = await GetAsync(work, application);
                if (view.WhyNot is { } refusal)
                    return refusal;
                if (
                    ReviewRules.WhyWrong(
                        command.Kind,
                        command.ReceivedOn,
                        command.FromWhom,
                        command.Ground,
                        view.Today,
                        view.Decided.DecidedAt
                    ) is
                    { Count: > 0 } wrong
                )
                    return Result.Of<Guid>(wrong);
                var row = new
                {
                    Id = Guid.CreateVersion7(),
                    application,
                    view.Decided.DecisionId,
                    Kind = command.Kind!.Value,
                    On = command.ReceivedOn!.Value,
                    From = command.FromWhom!.Trim(),
                    Ground = command.Ground!.Trim(),
                    DueOn = ReviewRules.DueOn(command.ReceivedOn.Value, view.Days),
                    By = actor.Id,
                    work.Now,
                };
                await work.ExecuteAsync(
                    "insert into DecisionReview (Id, ApplicationId, DecisionId, Kind, ReceivedOn, FromWhom, Ground, DueOn, RecordedBy, RecordedAt) values (@Id, @application, @DecisionId, @Kind, @On, @From, @Ground, @DueOn, @By, @Now)",
                    row
                );
                await Recipients.TellAsync(
                    work,
                    office,
                    MessageKind.ReviewReceived,
                    application,
                    new Dictionary<string, string>
                    {
                        ["kind"] = ReviewRules.Name(row.Kind).ToLowerInvariant(),
                        ["received"] = LondonTime.Date(row.On),
                        ["due"] = LondonTime.Date(row.DueOn),
                    }
                );
                work.Note(
                    $"{view.Decided.Reference}: {ReviewRules.Name(row.Kind)}, received on {LondonTime.Date(row.On)}, to be answered by {LondonTime.Date(row.DueOn)}"
                );
                return Result.Made(row.Id);
            }
        );

    private async Task<ReviewToOpen> GetAsync(Work work, Guid application)
    {
        var view = await FurtherDecision.GetAsync(work, application);
        var waiting = await work.ScalarAsync<int>(
            "select count(*) from DecisionReview where ApplicationId = @application and ReviewedAt is null",
            new { application }
        );
        return new(
            view.Decided,
            view.Round.Id,
            office.ReviewDays,
            LondonTime.DateOf(work.Now),
            ReviewRules.WhyCannotOpen(
                await FurtherDecision.IsToldAsync(work, application),
                view.Decided.Choice == DecisionChoice.Defer,
                view.Decided.IsWithdrawn,
                waiting > 0
            )
        );
    }
}
