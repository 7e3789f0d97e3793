using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>A member asks a colleague by e-mail to join. The colleague is asked again before they do.</summary>
public sealed class InviteMember(Db db, Office office)
{
    /// <summary>Invitations that an organisation may send within a day, and one person for all of theirs (default, not OPCC
    /// policy).</summary>
    public const int MostInADay = 20;

    public Task<Result> RunAsync(Actor actor, Guid organisation, string? email) =>
        db.ChangeAsync(
            actor,
            AuditAction.MemberInvited,
            organisation,
            async work =>
            {
                var found = await MyOrganisations.FindAsync(work, actor, organisation);
                if (EmailAddress.Parse(email) is not { } address)
                    return new Refusal("Enter an e-mail address in the right form, such as name@example.com", nameof(email));
                var keys = new
                {
                    organisation,
                    address,
                    By = actor.Id,
                    work.Now,
                    Since = work.Now.AddDays(-1),
                };
                if (await work.ScalarAsync<int>(IsMemberSql, keys) > 0)
                    return new Refusal($"{address} is already a member", nameof(email));
                if (await work.ScalarAsync<int>(SameSql, keys) > 0)
                    return new Refusal($"{address} was invited today. They can still accept that invitation.", nameof(email));
                if (await AddAsync(work, actor, organisation, address) is { } often)
                    return often with { Field = nameof(email) };
                await Message.SendAsync(
                    work,
                    office,
                    MessageKind.MemberInvited,
                    null,
                    new("", address),
                    organisation,
                    new Dictionary<string, string> { ["by"] = actor.Name, ["organisation"] = found.Name },
                    Links.Casework.Work
                );
                return Result.Done;
            }
        );

    /// <summary>Writes the invitation. The caller has checked the address, and tells whoever has it.</summary>
    internal static async Task<Refusal?> AddAsync(Work work, Actor actor, Guid organisation, string address)
    {
        var keys = new
        {
            organisation,
            address,
            By = actor.Id,
            work.Now,
            Since = work.Now.AddDays(-1),
        };
        if (await work.ScalarAsync<int>(RecentSql, keys) >= MostInADay)
            return new($"You can send {MostInADay} invitations a day. Try again tomorrow.");
        await work.ExecuteAsync("delete from OrganisationInvitation where OrganisationId = @organisation and Email = @address", keys);
        await work.ExecuteAsync(
            "insert into OrganisationInvitation (OrganisationId, Email, InvitedBy, InvitedAt) values (@organisation, @address, @By, @Now)",
            keys
        );
        work.Note($"{address} asked to join");
        return null;
    }

    private const string IsMemberSql = """
        select count(*)
        from   OrganisationMember m
        join   Person p on p.Id = m.PersonId
        where  m.OrganisationId = @organisation and p.Email = @address
        """;
    private const string RecentSql =
        "select count(*) from OrganisationInvitation where (OrganisationId = @organisation or InvitedBy = @By) and InvitedAt > @Since";
    private const string SameSql =
        "select count(*) from OrganisationInvitation where OrganisationId = @organisation and Email = @address and InvitedAt > @Since";
}
