using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Gives one applicant more time before the round closes, with the reason. The applicant is told, and the application is marked
/// wherever it is listed if it comes after the others.</summary>
public sealed class GiveMoreTime(Db db, Office office)
{
    public sealed record ApplicantTime(Round Round, string Organisation, ApplicationStatus Status, IReadOnlyList<RoundAmendment> History);

    public static async Task<ApplicantTime> GetAsync(Work work, Guid application)
    {
        var draft = await work.FindAsync<DraftTime>(DraftSql, new { application });
        return new(
            await RoundReader.GetAsync(work, draft.RoundId),
            draft.Organisation,
            draft.Status,
            await AmendmentQueries.OfApplicationAsync(work, application)
        );
    }

    public Task<Result> RunAsync(Actor actor, Guid application, DateTime until, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.MoreTimeGiven,
            application,
            async work =>
            {
                var draft = await work.FindAsync<DraftTime>(DraftSql, new { application });
                var round = await RoundReader.GetAsync(work, draft.RoundId);
                if (AmendmentRules.WhyCannotAmend(round) is { } closed)
                    return closed;
                if (AmendmentRules.WhyCannotGiveTime(round, draft.Status, until, work.Now) is { } refusal)
                    return refusal;
                if (until < draft.ClosesAt)
                    return new Refusal(
                        $"This applicant has until {LondonTime.DateAndTime(draft.ClosesAt.Value)} already. Enter a later time.",
                        nameof(until)
                    );
                if (reason?.Trim() is not { Length: > 0 and <= 1000 } why)
                    return new Refusal("Say why, in up to 1,000 characters", nameof(reason));
                var amendment = new RoundAmendment
                {
                    Id = Guid.CreateVersion7(),
                    RoundId = round.Id,
                    Kind = AmendmentKind.MoreTime,
                    Reason = why,
                    ClosesAt = until,
                    ApplicationId = application,
                    RequestedBy = actor.Id,
                    RequestedAt = work.Now,
                    Approved = true,
                };
                await work.ExecuteAsync(RequestAmendment.InsertSql, amendment);
                await work.ExecuteOneAsync(
                    "update Application set ClosesAt = @until, Version = Version + 1 where Id = @application and Status = 'Draft'",
                    new { application, until }
                );
                await AmendmentMessages.TellAsync(work, round, amendment, office);
                work.Note(new Changes().Add("May be sent until", draft.ClosesAt ?? round.ClosesAt, until).ToString());
                work.Note(why);
                return Result.Done;
            }
        );

    private const string DraftSql = """
        select a.RoundId, a.Status, a.ClosesAt, o.Name as Organisation
        from   Application a
        join   Organisation o on o.Id = a.OrganisationId
        where  a.Id = @application
        """;

    private sealed record DraftTime
    {
        public required string Organisation { get; init; }
        public required Guid RoundId { get; init; }
        public required ApplicationStatus Status { get; init; }
        public DateTime? ClosesAt { get; init; }
    }
}
