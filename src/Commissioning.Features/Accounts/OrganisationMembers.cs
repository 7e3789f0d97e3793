using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>Lets a member ask a colleague in, or take one out. An address without an account joins when it is confirmed.</summary>
public sealed class OrganisationMembers(Db db, Office office)
{
    public Task<Outcome> InviteAsync(Actor actor, Guid organisation, string typed) =>
        db.ChangeAsync(actor, AuditAction.MemberAdded, organisation, async work =>
        {
            var found = await MyOrganisations.FindAsync(work, actor, organisation);
            if (EmailAddress.Parse(typed) is not { } email) return new Refusal("Enter an e-mail address in the right form, such as name@example.com", "Email");
            var ids = new { organisation, email, work.Now };
            if (await work.ScalarAsync<int>(IsMemberSql, ids) > 0) return new Refusal($"{email} is a member already", "Email");
            // The answer is the same whether or not the address has an account: membership starts when its owner next signs in.
            await work.ExecuteAsync("delete from OrganisationInvitation where OrganisationId = @organisation and Email = @email", ids);
            await work.ExecuteAsync("insert into OrganisationInvitation (OrganisationId, Email, InvitedAt) values (@organisation, @email, @Now)", ids);
            await work.EmailAsync(new(email, $"Apply with {found.Name}", $"""
                {actor.Name} asks you to join {found.Name} on the {office.ServiceName}, so that you can work on its applications together.

                Sign in or register with this e-mail address: {office.LinkTo("/sign-in")}
                """, organisation));
            work.Note(email);
            return Outcome.Done;
        });

    public Task<Outcome> RemoveAsync(Actor actor, Guid organisation, Guid person) =>
        db.ChangeAsync(actor, AuditAction.MemberRemoved, organisation, async work =>
        {
            await MyOrganisations.FindAsync(work, actor, organisation);
            await work.ExecuteOneAsync("delete from OrganisationMember where OrganisationId = @organisation and PersonId = @person", new { organisation, person });
            if (await work.ScalarAsync<int>("select count(*) from OrganisationMember where OrganisationId = @organisation", new { organisation }) == 0)
                return new Refusal("Somebody must stay. Ask a colleague to join before you leave.");
            work.Note(person.ToString());
            return Outcome.Done;
        });

    /// <summary>The lead names another; where there is none, any member names one.</summary>
    public Task<Outcome> MakeLeadAsync(Actor actor, Guid organisation, Guid person) =>
        db.ChangeAsync(actor, AuditAction.LeadNamed, organisation, async work =>
        {
            await MyOrganisations.FindAsync(work, actor, organisation);
            var keys = new { organisation, person, Actor = actor.Id };
            if (await work.ScalarAsync<string>("select p.DisplayName from OrganisationMember m join Person p on p.Id = m.PersonId where m.OrganisationId = @organisation and m.IsLead = 1 and m.PersonId <> @Actor", keys) is { } lead) return new Refusal($"Only {lead}, who sends the applications now, can name somebody else");
            await work.ExecuteAsync("update OrganisationMember set IsLead = 0 where OrganisationId = @organisation", keys);
            await work.ExecuteOneAsync("update OrganisationMember set IsLead = 1 where OrganisationId = @organisation and PersonId = @person", keys);
            work.Note(person.ToString());
            return Outcome.Done;
        });

    /// <summary>Turns the invitations of a confirmed address into memberships.</summary>
    public async Task JoinAsync(Actor actor, string email)
    {
        var invitations = await db.QueryAsync<Guid>("select OrganisationId from OrganisationInvitation where Email = @email", new { email });
        foreach (var organisation in invitations)
            await db.ChangeAsync(actor, AuditAction.MemberAdded, organisation, async work =>
            {
                var ids = new { organisation, email, Person = actor.Id, work.Now };
                await work.ExecuteAsync("delete from OrganisationInvitation where OrganisationId = @organisation and Email = @email", ids);
                await work.ExecuteAsync(JoinSql, ids);
                return Outcome.Done;
            });
    }

    private const string IsMemberSql = """
        select count(*)
        from   OrganisationMember m
        join   Person p on p.Id = m.PersonId
        where  m.OrganisationId = @organisation and p.Email = @email
        """;
    private const string JoinSql = """
        insert into OrganisationMember (OrganisationId, PersonId, JoinedAt)
        select @organisation, @Person, @Now
        where  not exists (select 1 from OrganisationMember where OrganisationId = @organisation and PersonId = @Person)
        """;
}
