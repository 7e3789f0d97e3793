using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Messages;
using Commissioning.Features.Funds;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Changes the expected decision date openly: the guidance shows it with the reason, and everyone with an application is told the
/// same day (R27).</summary>
public sealed class ChangeDecisionDate(Db db, Office office)
{
    public sealed record Change
    {
        public required DateTime ChangedAt { get; init; }
        public required DateOnly Before { get; init; }
        public required string Reason { get; init; }
    }

    public Task<IReadOnlyList<Change>> HistoryAsync(Guid round) =>
        db.QueryAsync<Change>(
            "select ChangedAt, Before, Reason from RoundDecisionDate where RoundId = @round order by ChangedAt",
            new { round }
        );

    public Task<Result> RunAsync(Actor actor, Guid round, DateOnly date, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.DecisionDateChanged,
            round,
            async work =>
            {
                var details = await RoundReader.GetAsync(work, round);
                if (details.PublishedAt is null)
                    return new Refusal("The round is not published yet, so change its details instead", nameof(date));
                if (RoundRules.WhyWithdrawn(details) is { } withdrawn)
                    return withdrawn with { Field = nameof(date) };
                if (details.DecidedAt is not null)
                    return new Refusal("The round has already been decided", nameof(date));
                if (date == details.DecisionExpectedOn)
                    return new Refusal($"A decision is already expected on {LondonTime.Date(date)}", nameof(date));
                if (date < LondonTime.DateOf(work.Now) || date <= LondonTime.DateOf(details.ClosesAt))
                    return new Refusal("The new date must be in the future and after the round closes", nameof(date));
                if (reason?.Trim() is not { Length: > 0 and <= 500 } why)
                    return new Refusal("Say in up to 500 characters why the date is changing. We tell applicants.", nameof(reason));
                await work.ExecuteAsync(
                    "insert into RoundDecisionDate (RoundId, ChangedAt, Before, Reason, ChangedBy) values (@round, @Now, @Before, @why, @By)",
                    new
                    {
                        round,
                        work.Now,
                        Before = details.DecisionExpectedOn,
                        why,
                        By = actor.Id,
                    }
                );
                await work.ExecuteOneAsync(
                    "update Round set DecisionExpectedOn = @date where Id = @round and DecisionExpectedOn = @Before",
                    new
                    {
                        round,
                        date,
                        Before = details.DecisionExpectedOn,
                    }
                );
                var people = await work.QueryAsync<Person>(PeopleSql, new { round });
                foreach (var person in people)
                    await ApplicationMessage.SendAsync(
                        work,
                        office,
                        person.Application,
                        MessageKind.DecisionDateChanged,
                        new(person.DisplayName, person.Email),
                        new Dictionary<string, string>
                        {
                            ["decision"] = LondonTime.Date(date),
                            ["before"] = LondonTime.Date(details.DecisionExpectedOn),
                            ["reason"] = why,
                        }
                    );
                work.Note(new Changes().Add("Decision expected on", details.DecisionExpectedOn, date).ToString());
                work.Note($"{why}; {people.Count} people told");
                return Result.Done;
            }
        );

    private const string PeopleSql = """
        select   a.Id as Application, p.DisplayName, p.Email
        from     Application a
        join     OrganisationMember m on m.OrganisationId = a.OrganisationId
        join     Person p on p.Id = m.PersonId
        where    a.RoundId = @round and a.Status in ('Draft', 'Submitted')
        union
        select   a.Id, '', a.ContactEmail
        from     Application a
        where    a.RoundId = @round and a.Status in ('Draft', 'Submitted') and a.ContactEmail is not null
                 and not exists (select 1 from OrganisationMember m join Person p on p.Id = m.PersonId where m.OrganisationId = a.OrganisationId and p.Email = a.ContactEmail)
        order by 1, 3
        """;

    private sealed record Person
    {
        public required Guid Application { get; init; }
        public required string DisplayName { get; init; }
        public required string Email { get; init; }
    }
}
