using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Decisions;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Messages;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Decisions;

/// <summary>Records a complaint about a decision on an application or on a change of its grant, or a request to look at it again, after
/// its letter was sent, and by when it is answered.</summary>
public sealed class OpenReview(Db db, Office office)
{
    public sealed record Command(ReviewKind? Kind, DateOnly? ReceivedOn, string? FromWhom, string? Ground);

    /// <param name="Change">The change of the grant whose decision is reviewed; null: the decision on the application.</param>
    /// <param name="Days">Working days in which it is answered.</param>
    public sealed record ReviewToOpen(
        FurtherDecision.DecidedLine Decided,
        ReviewedChange? Change,
        int Days,
        DateOnly Today,
        Refusal? WhyNot
    );

    public sealed record ReviewedChange
    {
        public required Guid Id { get; init; }
        public required VariationKind Kind { get; init; }
        public required VariationState State { get; init; }
        public required bool AskedByOffice { get; init; }
        public DateTime? DecidedAt { get; init; }
        public required int Letters { get; init; }
        public bool IsDecided => State is VariationState.Approved or VariationState.Refused;

        /// <summary>A refusal goes at once by e-mail to the organisation that asked.</summary>
        public bool IsTold => Letters > 0 || (State == VariationState.Refused && !AskedByOffice);
    }

    public Task<ReviewToOpen> GetAsync(Guid application, Guid? change) => db.ReadAsync(work => GetAsync(work, application, change));

    public Task<Result<Guid>> RunAsync(Actor actor, Guid application, Guid? change, Command command) =>
        db.ChangeAsync(
            actor,
            AuditAction.DecisionReviewOpened,
            application,
            async work =>
            {
                var view = await GetAsync(work, application, change);
                if (view.WhyNot is { } refusal)
                    return refusal;
                if (
                    ReviewRules.WhyWrong(
                        command.Kind,
                        command.ReceivedOn,
                        command.FromWhom,
                        command.Ground,
                        view.Today,
                        view.Change?.DecidedAt ?? view.Decided.DecidedAt
                    ) is
                    { Count: > 0 } wrong
                )
                    return Result.Of<Guid>(wrong);
                var row = new
                {
                    Id = Guid.CreateVersion7(),
                    application,
                    view.Decided.DecisionId,
                    change,
                    Kind = command.Kind!.Value,
                    On = command.ReceivedOn!.Value,
                    From = command.FromWhom!.Trim(),
                    Ground = command.Ground!.Trim(),
                    DueOn = ReviewRules.DueOn(command.ReceivedOn.Value, view.Days),
                    By = actor.Id,
                    work.Now,
                };
                await work.ExecuteAsync(
                    "insert into DecisionReview (Id, ApplicationId, DecisionId, VariationId, Kind, ReceivedOn, FromWhom, Ground, DueOn, RecordedBy, RecordedAt) values (@Id, @application, @DecisionId, @change, @Kind, @On, @From, @Ground, @DueOn, @By, @Now)",
                    row
                );
                await Recipients.TellAsync(
                    work,
                    office,
                    MessageKind.ReviewReceived,
                    application,
                    new Dictionary<string, string>
                    {
                        ["kind"] = ReviewRules.About(row.Kind),
                        ["decision"] = DecisionReviews.Subject(view.Decided.ProjectName, view.Change?.Kind),
                        ["received"] = LondonTime.Date(row.On),
                        ["due"] = LondonTime.Date(row.DueOn),
                    }
                );
                work.Note(
                    $"{view.Decided.Reference}{(view.Change is { } about ? $", {VariationRules.Name(about.Kind)}" : "")}: {ReviewRules.Name(row.Kind)}, received on {LondonTime.Date(row.On)}, to be answered by {LondonTime.Date(row.DueOn)}"
                );
                return Result.Made(row.Id);
            }
        );

    private async Task<ReviewToOpen> GetAsync(Work work, Guid application, Guid? change)
    {
        var view = await FurtherDecision.GetAsync(work, application);
        var found = change is null ? null : await work.FindAsync<ReviewedChange>(ChangeSql, new { application, change });
        var waiting = await work.ScalarAsync<int>(
            $"select count(*) from DecisionReview where ApplicationId = @application and ReviewedAt is null and {(change is null ? "VariationId is null" : "VariationId = @change")}",
            new { application, change }
        );
        return new(
            view.Decided,
            found,
            office.ReviewDays,
            LondonTime.DateOf(work.Now),
            found is not null
                ? ReviewRules.WhyCannotOpenOfChange(found.IsDecided, found.IsTold, waiting > 0)
                : ReviewRules.WhyCannotOpen(
                    await FurtherDecision.IsToldAsync(work, application),
                    view.Decided.Choice == DecisionChoice.Defer,
                    view.Decided.IsWithdrawn,
                    waiting > 0
                )
        );
    }

    private const string ChangeSql = """
        select c.Id, c.Kind, c.State, c.AskedByOffice, c.DecidedAt, (select count(*) from Letter l where l.ApplicationId = w.ApplicationId and l.SubjectId = c.Id and l.State = 'Sent') as Letters
        from   Variation c
        join   Award w on w.Id = c.AwardId
        where  c.Id = @change and w.ApplicationId = @application
        """;
}
