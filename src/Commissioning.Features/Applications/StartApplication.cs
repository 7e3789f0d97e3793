using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Starts a draft for one of the person's organisations. An organisation has one live application in a round.</summary>
public sealed class StartApplication(Db db)
{
    public Task<Outcome<Guid>> RunAsync(Actor actor, Guid round, Guid organisation)
    {
        var id = Guid.CreateVersion7();
        return db.ChangeAsync<Guid>(actor, AuditAction.ApplicationStarted, id, async work =>
        {
            await work.ExecuteOneAsync("update RoundTally set Drafts = Drafts + 1 where RoundId = @round", new { round });
            var found = await work.FindAsync<Domain.Funds.Round>(RoundReader.RoundSql + " where r.Id = @round and r.PublishedAt is not null", new { round });
            if (ApplicationRules.WhyCannotStart(found, work.Now) is { } refusal) return refusal;
            var keys = new { id, round, organisation, Person = actor.Id, work.Now };
            if (await work.ScalarAsync<int>(LiveSql, keys) > 0) return new Refusal("This organisation has an application in this round already. Open it under Your applications.", "Organisation");
            await work.ExecuteOneAsync(InsertSql, keys);
            await work.ExecuteAsync("insert into EligibilityAnswer (ApplicationId, EligibilityQuestionId, AnsweredYes) select @id, Id, 1 from EligibilityQuestion where RoundId = @round", keys);
            work.Note("Eligible: yes to every question");
            return Outcome.Of(id);
        });
    }

    private const string LiveSql = "select count(*) from Application where RoundId = @round and OrganisationId = @organisation and Status <> 'Withdrawn'";

    // Nothing is inserted for an organisation that is not the person's own, and then "exactly one row" refuses.
    private const string InsertSql = """
        insert into Application (Id, RoundId, OrganisationId, Status, StartedBy, StartedAt, DueDiligence, Version)
        select @id, @round, m.OrganisationId, 'Draft', @Person, @Now, 'NotStarted', 1
        from   OrganisationMember m
        where  m.OrganisationId = @organisation and m.PersonId = @Person
        """;
}
