using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>Lets a member invite a colleague or remove one. An address without an account joins when it is confirmed.</summary>
public sealed class OrganisationMembers(Db db, Office office)
{
    public Task<Result> InviteAsync(Actor actor, Guid organisation, string email) =>
        db.ChangeAsync(
            actor,
            AuditAction.MemberInvited,
            organisation,
            async work =>
            {
                var found = await MyOrganisations.FindAsync(work, actor, organisation);
                if (EmailAddress.Parse(email) is not { } address)
                    return new Refusal("Enter an e-mail address in the right form, such as name@example.com", nameof(email));
                var ids = new
                {
                    organisation,
                    email = address,
                    work.Now,
                };
                if (await work.ScalarAsync<int>(IsMemberSql, ids) > 0)
                    return new Refusal($"{address} is already a member", nameof(email));
                // The response is the same whether or not the address has an account: membership starts when its owner next signs in.
                await work.ExecuteAsync("delete from OrganisationInvitation where OrganisationId = @organisation and Email = @Email", ids);
                await work.ExecuteAsync(
                    "insert into OrganisationInvitation (OrganisationId, Email, InvitedAt) values (@organisation, @Email, @Now)",
                    ids
                );
                await work.EmailAsync(
                    new(
                        address,
                        $"Apply with {found.Name}",
                        $"""
                        {actor.Name} asks you to join {found.Name} on the {office.ServiceName}, so that you can work on its applications together.

                        Sign in or register with this e-mail address: {office.LinkTo(Links.Accounts.SignIn)}
                        """,
                        organisation
                    )
                );
                work.Note($"{address} asked to join");
                return Result.Done;
            }
        );

    public Task<Result> RemoveAsync(Actor actor, Guid organisation, Guid person) =>
        db.ChangeAsync(
            actor,
            AuditAction.MemberRemoved,
            organisation,
            async work =>
            {
                await MyOrganisations.FindAsync(work, actor, organisation);
                await work.ExecuteOneAsync(
                    "delete from OrganisationMember where OrganisationId = @organisation and PersonId = @person",
                    new { organisation, person }
                );
                var name = await work.ScalarAsync<string>("select DisplayName from Person where Id = @person", new { person });
                if (
                    await work.ScalarAsync<int>(
                        "select count(*) from OrganisationMember where OrganisationId = @organisation",
                        new { organisation }
                    ) == 0
                )
                    return new Refusal("Someone must stay. Ask a colleague to join before you leave.");
                work.Note($"{name} is no longer a member");
                return Result.Done;
            }
        );

    /// <summary>The lead names a new lead; if there is none, any member does.</summary>
    public Task<Result> MakeLeadAsync(Actor actor, Guid organisation, Guid person) =>
        db.ChangeAsync(
            actor,
            AuditAction.LeadNamed,
            organisation,
            async work =>
            {
                await MyOrganisations.FindAsync(work, actor, organisation);
                var keys = new
                {
                    organisation,
                    person,
                    Actor = actor.Id,
                };
                if (
                    await work.ScalarAsync<string>(
                        "select p.DisplayName from OrganisationMember m join Person p on p.Id = m.PersonId where m.OrganisationId = @organisation and m.IsLead = 1 and m.PersonId <> @Actor",
                        keys
                    ) is
                    { } lead
                )
                    return new Refusal($"Only {lead}, who sends the applications now, can name someone else");
                const string leadSql =
                    "select p.DisplayName from OrganisationMember m join Person p on p.Id = m.PersonId where m.OrganisationId = @organisation and m.IsLead = 1";
                var before = await work.FirstOrDefaultAsync<string>(leadSql + " order by p.DisplayName, p.Id", keys);
                await work.ExecuteAsync("update OrganisationMember set IsLead = 0 where OrganisationId = @organisation", keys);
                await work.ExecuteOneAsync(
                    "update OrganisationMember set IsLead = 1 where OrganisationId = @organisation and PersonId = @person",
                    keys
                );
                work.Note(
                    new Changes()
                        .Add("Lead", before, await work.FirstOrDefaultAsync<string>(leadSql + " order by p.DisplayName, p.Id", keys))
                        .ToString()
                );
                return Result.Done;
            }
        );

    /// <summary>Makes a member a signatory, or no longer one. Only signatories may do this; if there are none, the lead; if there is no
    /// lead, any member.</summary>
    public Task<Result> SetSignatoryAsync(Actor actor, Guid organisation, Guid person, bool may) =>
        db.ChangeAsync(
            actor,
            may ? AuditAction.SignatoryNamed : AuditAction.SignatoryRemoved,
            organisation,
            async work =>
            {
                await MyOrganisations.FindAsync(work, actor, organisation);
                var members = await work.QueryAsync<Signatory>(
                    "select m.PersonId, p.DisplayName, m.IsLead, m.MaySign from OrganisationMember m join Person p on p.Id = m.PersonId where m.OrganisationId = @organisation order by p.DisplayName, p.Id",
                    new { organisation }
                );
                var namers = members.Where(member => member.MaySign).ToList() is { Count: > 0 } named
                    ? named
                    : members.Where(member => member.IsLead).ToList();
                if (namers.Count > 0 && namers.All(one => one.PersonId != actor.Id))
                    return new Refusal($"Only {string.Join(" or ", namers.Select(one => one.DisplayName))} can say who accepts grants");
                await work.ExecuteOneAsync(
                    "update OrganisationMember set MaySign = @may where OrganisationId = @organisation and PersonId = @person",
                    new
                    {
                        organisation,
                        person,
                        may,
                    }
                );
                work.Note(
                    $"{members.FirstOrDefault(member => member.PersonId == person)?.DisplayName} {(may ? "may sign" : "may no longer sign")}"
                );
                return Result.Done;
            }
        );

    private sealed record Signatory
    {
        public required Guid PersonId { get; init; }
        public required string DisplayName { get; init; }
        public required bool IsLead { get; init; }
        public required bool MaySign { get; init; }
    }

    /// <summary>Turns the invitations of a confirmed address into memberships.</summary>
    public async Task JoinAsync(Actor actor, string email)
    {
        var invitations = await db.QueryAsync<Guid>(
            "select OrganisationId from OrganisationInvitation where Email = @email",
            new { email }
        );
        foreach (var organisation in invitations)
            await db.ChangeAsync(
                actor,
                AuditAction.MemberJoined,
                organisation,
                async work =>
                {
                    var ids = new
                    {
                        organisation,
                        email,
                        Person = actor.Id,
                        work.Now,
                    };
                    await work.ExecuteAsync(
                        "delete from OrganisationInvitation where OrganisationId = @organisation and Email = @email",
                        ids
                    );
                    await work.ExecuteAsync(JoinSql, ids);
                    return Result.Done;
                }
            );
    }

    private const string IsMemberSql = """
        select count(*)
        from   OrganisationMember m
        join   Person p on p.Id = m.PersonId
        where  m.OrganisationId = @organisation and p.Email = @Email
        """;
    private const string JoinSql = """
        insert into OrganisationMember (OrganisationId, PersonId, JoinedAt)
        select @organisation, @Person, @Now
        where  not exists (select 1 from OrganisationMember where OrganisationId = @organisation and PersonId = @Person)
        """;
}
