using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>E-mails each assessor with open sheets once, when scoring closes soon. The row that records it is written with the
/// e-mail.</summary>
public sealed class RemindAssessors(Db db, AssignAssessors assignAssessors, Office office, TimeProvider clock)
{
    /// <returns>The number of assessors reminded.</returns>
    public async Task<int> RunAsync()
    {
        var (now, sent) = (clock.UtcNow(), 0);
        var until = now.AddDays((await db.ReadAsync(work => OfficeSettings.OfAsync(work, OfficeSettings.Reminders))).Assessors);
        // Applications are assigned when a person views the round; an assessor who has not viewed it yet is the one to remind.
        foreach (
            var round in await db.QueryAsync<Guid>(
                "select Id from Round where PublishedAt is not null and WithdrawnAt is null and ScoringClosesAt >= @Now and ScoringClosesAt <= @Until",
                new { Now = now, Until = until }
            )
        )
            await assignAssessors.EnsureAsync(round);
        foreach (var assessor in await db.QueryAsync<WaitingAssessor>(LateSql, new { Now = now, Until = until }))
            if (await RemindAsync(assessor))
                sent++;
        return sent;
    }

    private async Task<bool> RemindAsync(WaitingAssessor assessor)
    {
        var outcome = await db.ChangeAsync(
            Actor.Portal,
            AuditAction.AssessorsReminded,
            assessor.RoundId,
            async work =>
            {
                // Another node finds that the member was reminded.
                if (
                    await work.ExecuteAsync(
                        "update PanelMember set RemindedAt = @Now where RoundId = @RoundId and PersonId = @PersonId and RemindedAt is null",
                        new
                        {
                            assessor.RoundId,
                            assessor.PersonId,
                            work.Now,
                        }
                    ) == 0
                )
                    return new Refusal("Reminded already");
                await RoundMessage.SendAsync(
                    work,
                    office,
                    assessor.RoundId,
                    MessageKind.ScoringReminder,
                    new(assessor.DisplayName, assessor.Email),
                    new Dictionary<string, string>
                    {
                        ["left"] = assessor.Waiting == 1 ? "1 application" : $"{assessor.Waiting} applications",
                        ["closes"] = LondonTime.DateAndTime(assessor.ScoringClosesAt),
                    },
                    Links.Scoring.Queue(assessor.RoundId)
                );
                work.Note($"{assessor.DisplayName}: {assessor.Waiting} left");
                return Result.Done;
            }
        );
        return outcome.FirstRefusal is null;
    }

    private const string LateSql = """
        select   m.RoundId, m.PersonId, p.DisplayName, p.Email, m.Assigned - m.Conflicted - m.Submitted as Waiting, r.ScoringClosesAt
        from     PanelMember m
        join     Round r on r.Id = m.RoundId
        join     Person p on p.Id = m.PersonId
        where    m.RemindedAt is null and r.WithdrawnAt is null and m.Assigned - m.Conflicted - m.Submitted > 0 and r.ScoringClosesAt >= @Now and r.ScoringClosesAt <= @Until
        order by r.ScoringClosesAt, p.Email, m.RoundId
        """;

    private sealed record WaitingAssessor
    {
        public required Guid RoundId { get; init; }
        public required Guid PersonId { get; init; }
        public required string DisplayName { get; init; }
        public required string Email { get; init; }
        public required int Waiting { get; init; }
        public required DateTime ScoringClosesAt { get; init; }
    }
}
