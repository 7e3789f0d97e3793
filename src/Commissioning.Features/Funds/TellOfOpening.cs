using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Writes once to everybody who asked to be told when a round opens, and deletes the address with the e-mail, so that two nodes
/// send one. Addresses that were not confirmed, or have waited too long, are deleted too.</summary>
public sealed class TellOfOpening(Db db, Office office, TimeProvider clock)
{
    /// <returns>The number of e-mails.</returns>
    public async Task<int> RunAsync()
    {
        var now = clock.UtcNow();
        await db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "delete from OpeningAlert where (ConfirmedAt is null and AskedAt <= @Unconfirmed) or AskedAt <= @Waited",
                new { Unconfirmed = now.AddDays(-GuidanceRules.ConfirmWithinDays), Waited = now.AddMonths(-GuidanceRules.MonthsOfWaiting) }
            )
        );
        var sent = 0;
        foreach (var due in (await db.QueryAsync<Due>(DueSql, new { now })).DistinctBy(one => one.Id))
            if (await TellAsync(due))
                sent++;
        return sent;
    }

    private async Task<bool> TellAsync(Due due)
    {
        var outcome = await db.ChangeAsync(
            Actor.Portal,
            AuditAction.OpeningAlertSent,
            due.Id,
            async work =>
            {
                if (await work.ExecuteAsync("delete from OpeningAlert where Id = @Id", new { due.Id }) == 0)
                    return new Refusal("Told or stopped already");
                var round = await RoundReader.GetAsync(work, due.RoundId);
                await RoundMessage.SendAsync(
                    work,
                    office,
                    round.Id,
                    MessageKind.RoundOpened,
                    new("", due.Email),
                    new Dictionary<string, string>
                    {
                        ["closes"] = LondonTime.DateAndTime(round.ClosesAt),
                        ["maximum"] = round.MaximumGrant.ToShortString(),
                    },
                    Links.Funds.Guidance(round.Id),
                    about: due.Id
                );
                work.Note(round.FullName);
                return Result.Done;
            }
        );
        return outcome.IsDone;
    }

    private sealed record Due
    {
        public required Guid Id { get; init; }
        public required string Email { get; init; }
        public required Guid RoundId { get; init; }
    }

    // A round that was open already when somebody asked is no news to them. The round that closes last is told of, where several open.
    private const string DueSql = """
        select   a.Id, a.Email, r.Id as RoundId
        from     OpeningAlert a
        join     Round r on (a.FundId is null or r.FundId = a.FundId) and r.OpensAt > a.AskedAt
        where    a.ConfirmedAt is not null and r.PublishedAt is not null and r.WithdrawnAt is null and r.OpensAt <= @now and r.ClosesAt > @now
        order by a.AskedAt, a.Id, r.ClosesAt desc, r.Id
        """;
}
