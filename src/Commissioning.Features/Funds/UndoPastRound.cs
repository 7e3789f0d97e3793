using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Takes out everything that a past round brought in, until something builds on it. The past round stays, with its totals and its
/// workbook, to be brought in again.</summary>
public sealed class UndoPastRound(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid id) =>
        db.ChangeAsync(
            actor,
            AuditAction.PastRoundUndone,
            id,
            async work =>
            {
                await work.HoldAsync("PastRound", id);
                var round = await PastRounds.GetAsync(work, id);
                if (await WhyNotAsync(work, round) is { } refusal)
                    return refusal;
                var made = await work.QueryAsync<Guid>(
                    "select distinct OrganisationId from PastApplication where PastRoundId = @id and IsNew = 1",
                    new { id }
                );
                var applications = await work.ExecuteAsync("delete from PastApplication where PastRoundId = @id", new { id });
                foreach (var organisation in made)
                foreach (
                    var sql in new[]
                    {
                        // An answer about another past round that named it is asked for again.
                        "delete from PastMatch where OrganisationId = @organisation",
                        "delete from MatchKey where OrganisationId = @organisation",
                        "delete from MatchIndexed where OrganisationId = @organisation",
                        "delete from RegisterSighting where OrganisationId = @organisation",
                        "delete from Organisation where Id = @organisation",
                    }
                )
                    await work.ExecuteAsync(sql, new { organisation });
                await work.ExecuteOneAsync(
                    "update PastRound set BroughtInBy = null, BroughtInAt = null, Version = Version + 1 where Id = @id and BroughtInAt is not null",
                    new { id }
                );
                work.Note(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{round.FullName}: {applications} applications and {made.Count} organisations taken out"
                    )
                );
                return Result.Done;
            }
        );

    /// <summary>What builds on it, by name; null: nothing does.</summary>
    public static async Task<Refusal?> WhyNotAsync(Work work, PastRounds.PastRound round)
    {
        if (round.BroughtInAt is not { } at)
            return new("Nothing of this round is brought in");
        if (round.PublishedAt is { } published)
            return new(
                $"The public reads its grants since {LondonTime.DateAndTime(published)}, so it cannot be undone. Take them down first."
            );
        foreach (var sql in BuiltOnSql)
            if (await work.FirstOrDefaultAsync<string>(sql, new { round.Id, At = at }) is { } what)
                return new($"{what}. So it cannot be undone.");
        return null;
    }

    private const string Made =
        "(select distinct x.OrganisationId from PastApplication x where x.PastRoundId = @Id and x.IsNew = 1) y join Organisation o on o.Id = y.OrganisationId";

    /// <summary>Each selects the sentence about one thing that builds on a past round.</summary>
    private static readonly string[] BuiltOnSql =
    [
        // Of any organisation of the round, however it came here: what it had before was counted for it.
        """
            select   concat(a.Reference, ' of ', o.Name, ' was sent after the round was brought in, and its history was counted') as Sentence
            from     (select distinct x.OrganisationId from PastApplication x where x.PastRoundId = @Id) y
            join     Organisation o on o.Id = y.OrganisationId
            join     Organisation m on m.Id = coalesce(o.SameAs, o.Id) or m.SameAs = coalesce(o.SameAs, o.Id)
            join     Application a on a.OrganisationId = m.Id
            where    a.SubmittedAt > @At and a.Reference is not null
            order by a.SubmittedAt, a.Reference, a.Id
            """,
        """
            select   concat('The subsidy of ', a.Reference, ' was assessed after the round was brought in, with its grants in the total') as Sentence
            from     (select distinct x.OrganisationId from PastApplication x where x.PastRoundId = @Id) y
            join     Organisation o on o.Id = y.OrganisationId
            join     Organisation m on m.Id = coalesce(o.SameAs, o.Id) or m.SameAs = coalesce(o.SameAs, o.Id)
            join     Application a on a.OrganisationId = m.Id
            join     Subsidy s on s.ApplicationId = a.Id
            where    s.AssessedAt > @At
            order by s.AssessedAt, a.Reference, a.Id
            """,
        $"select concat('A note was written about ', o.Name, ', which this round brought in') as Sentence from {Made} join Note n on n.OrganisationId = o.Id order by n.WrittenAt, n.Id",
        $"select concat('There is an application of ', o.Name, ', which this round brought in') as Sentence from {Made} join Application a on a.OrganisationId = o.Id order by o.Name, a.Id",
        $"select concat(o.Name, ', which this round brought in, was paid') as Sentence from {Made} join Payment p on p.PayeeId = o.Id order by o.Name, p.Id",
        $"select concat(o.Name, ', which this round brought in, has a member') as Sentence from {Made} join OrganisationMember m on m.OrganisationId = o.Id order by o.Name, m.OrganisationId, m.PersonId",
        $"select concat(o.Name, ', which this round brought in, had a member') as Sentence from {Made} join OrganisationLeaver l on l.OrganisationId = o.Id order by o.Name, l.OrganisationId, l.PersonId",
        $"select concat(o.Name, ', which this round brought in, has an earlier name') as Sentence from {Made} join OrganisationEarlierName e on e.OrganisationId = o.Id order by o.Name, e.OrganisationId, e.Name",
        $"select concat(o.Name, ', which this round brought in, has a supplier number') as Sentence from {Made} where o.SupplierNumber is not null order by o.Name, o.Id",
        $"select concat(o.Name, ', which this round brought in, has a host or parent body, or is one') as Sentence from {Made} join OrganisationLink k on k.OrganisationId = o.Id or k.HostId = o.Id order by o.Name, k.Id",
        $"select concat(o.Name, ', which this round brought in, was merged with another record') as Sentence from {Made} join OrganisationMerge g on g.StandsId = o.Id or g.MergedId = o.Id order by o.Name, g.Id",
        $"select concat('Somebody was invited to ', o.Name, ', which this round brought in') as Sentence from {Made} join OrganisationInvitation v on v.OrganisationId = o.Id order by o.Name, v.OrganisationId, v.Email",
        $"select concat(o.Name, ', which this round brought in, has bank details') as Sentence from {Made} join BankDetails b on b.OrganisationId = o.Id order by o.Name, b.Id",
        $"select concat(o.Name, ', which this round brought in, has a tag') as Sentence from {Made} join OrganisationTag t on t.OrganisationId = o.Id order by o.Name, t.OrganisationId, t.Tag",
        $"select concat(o.Name, ', which this round brought in, has a stop flag') as Sentence from {Made} join StopFlag s on s.OrganisationId = o.Id order by o.Name, s.Id",
        $"select concat(o.Name, ', which this round brought in, was compared with another record') as Sentence from {Made} join OrganisationPair c on c.FirstId = o.Id or c.SecondId = o.Id order by o.Name, c.Id",
        $"select concat(o.Name, ', which this round brought in, was compared with the sanctions list') as Sentence from {Made} join SanctionReview s on s.OrganisationId = o.Id order by o.Name, s.Id",
        $"select concat(o.Name, ', which this round brought in, is the lead council of ', c.Name) as Sentence from {Made} join CspArea c on c.LeadOrganisationId = o.Id order by o.Name, c.Id",
        $"select concat(o.Name, ', which this round brought in, has answers of its own') as Sentence from {Made} join OrganisationProfile f on f.OrganisationId = o.Id order by o.Name, o.Id",
        $"select concat(o.Name, ', which this round brought in, is used elsewhere') as Sentence from {Made} join Concern c on c.OrganisationId = o.Id order by o.Name, c.Id",
        $"select concat(o.Name, ', which this round brought in, is on legal hold') as Sentence from {Made} join LegalHold h on h.SubjectId = o.Id order by o.Name, h.Id",
        $"""
            select   concat(o.Name, ', which this round brought in, is also in ', f.Name, ', ', r.Name, ', ', r.BudgetYear) as Sentence
            from     {Made}
            join     PastApplication z on z.OrganisationId = o.Id and z.PastRoundId <> @Id
            join     PastRound r on r.Id = z.PastRoundId
            join     Fund f on f.Id = r.FundId
            order by o.Name, r.BudgetYear, r.Name, z.Line, z.Id
            """,
    ];
}
