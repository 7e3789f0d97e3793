using Commissioning.Domain;
using Commissioning.Domain.Records;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Records;

/// <summary>Erases an applicant's account at their own request, and says what of them is kept and why, to be sent to them.</summary>
public sealed class ErasePerson(Db db, EraseRecords erase)
{
    /// <param name="Kept">Sentences to the person.</param>
    public sealed record Answer(IReadOnlyList<string> Goes, IReadOnlyList<string> Kept, string? ExportSha256);

    /// <param name="folder">Where the account is exported to first; null: only say what would happen.</param>
    public async Task<Result<Answer>> RunAsync(Actor actor, string email, string? folder)
    {
        var address = email.Trim().ToLowerInvariant();
        var facts = await db.FindOrDefaultAsync<Facts>(FactsSql, new { address });
        if (facts is null)
            return new Refusal($"Nobody has an account with the address {address}");
        var id = new { person = facts.Id };
        if (await db.ReadAsync(work => WhyNotAsync(work, facts.Id)) is { } not)
            return not;
        var sent = await db.ScalarAsync<int>("select count(*) from Application where SubmittedBy = @person", id);
        var drafts = await db.ScalarAsync<int>("select count(*) from Application where StartedBy = @person and Status = 'Draft'", id);
        List<string> goes =
        [
            "Your account: your name, email address, password and authenticator are erased, and you can no longer sign in.",
            "Your membership of organisations, invitations to you, and e-mail that the portal sent to you, are deleted.",
        ];
        List<string> kept =
        [
            "Your name stays in the audit trail beside what you did. It records how public money is given out (public task), and a change to it would break the proof that nothing in it was changed. If a colleague invited you to an organisation, or you invited somebody, the address that was invited may stand there too.",
            "E-mail about an application or grant that is under legal hold is kept until that ends.",
        ];
        if (sent > 0)
            kept.Add(
                $"{sent} application{(sent == 1 ? "" : "s")} that you sent for your organisation, with the name that you declared, {(sent == 1 ? "is" : "are")} kept as the organisation's record and the office's record of a public decision, until its time is over (see the Privacy page)."
            );
        if (drafts > 0)
            kept.Add(
                $"{drafts} draft{(drafts == 1 ? "" : "s")} that you began {(drafts == 1 ? "belongs" : "belong")} to your organisation, and {(drafts == 1 ? "goes" : "go")} when the time for unsent drafts is over."
            );
        if (facts.Organisations > 0)
            kept.Add(
                "Where your organisation named you as its contact or signatory in what it says of itself, or in an open grant, it can change that; it is kept until then because we must be able to reach it and to check to whom public money goes."
            );
        if (folder is null)
            return Result.Made(new Answer(goes, kept, null));
        Result outcome;
        try
        {
            outcome = await erase.OneAsync(
                actor,
                RecordType.Account,
                facts.Id.ToString(),
                address,
                folder,
                work => WhyNotAsync(work, facts.Id)
            );
        }
        catch (DuplicateException)
        {
            return new Refusal("Somebody else erased this account a moment ago");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Refusal($"The export could not be written, so the account is as it was: {exception.Message}");
        }
        if (outcome.FirstRefusal is { } refusal)
            return refusal;
        await erase.ForgetAsync();
        // Should this be interrupted: the next erasure of accounts into the folder writes the manifest.
        var manifest = await erase.FinishAsync(actor, Path.Combine(folder, nameof(RecordType.Account)), "At a person's own request", 1);
        return Result.Made(new Answer(goes, kept, manifest));
    }

    /// <summary>Asked before, and again in the change itself: a role, or an offer, may come in between.</summary>
    private static async Task<Refusal?> WhyNotAsync(Work work, Guid person)
    {
        if (
            await work.ScalarAsync<int>("select count(*) from PersonRole where PersonId = @person and Role <> 'Applicant'", new { person })
            > 0
        )
            return new Refusal("This person works for the office or the panel. Take away their roles first, on the page People.");
        var held = await LegalHolds.OnHoldAsync(work);
        var bodies = await work.QueryAsync<PersonOrganisation>(BodiesSql, new { person });
        if (bodies.FirstOrDefault(body => held.Organisations.Contains(body.OrganisationId)) is { } frozen)
            return new Refusal($"{frozen.Name} is under legal hold, so nothing of its members is erased until it is lifted");
        return bodies.FirstOrDefault(body => body is { Members: 1, OpenGrants: > 0 }) is { } alone
            ? new Refusal(
                $"{alone.Name} has a grant that is not closed, and nobody else is a member. Ask who takes it over, and add them first."
            )
            : null;
    }

    private const string FactsSql = """
        select p.Id, (select count(*) from OrganisationMember m where m.PersonId = p.Id) as Organisations
        from   Person p
        where  p.Email = @address
        """;
    private const string BodiesSql = """
        select m.OrganisationId, o.Name, (select count(*) from OrganisationMember x where x.OrganisationId = m.OrganisationId) as Members,
               (select count(*) from Award w join Application a on a.Id = w.ApplicationId where a.OrganisationId = m.OrganisationId and w.OfferedAt is not null and w.EndedAt is null) as OpenGrants
        from   OrganisationMember m
        join   Organisation o on o.Id = m.OrganisationId
        where  m.PersonId = @person
        """;

    private sealed record Facts
    {
        public required Guid Id { get; init; }
        public required int Organisations { get; init; }
    }

    private sealed record PersonOrganisation
    {
        public required Guid OrganisationId { get; init; }
        public required string Name { get; init; }
        public required int Members { get; init; }
        public required int OpenGrants { get; init; }
    }
}
