using Commissioning.Domain;
using Commissioning.Domain.Records;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Records;

/// <summary>Erases an applicant's account at their request, and tells them what is kept and why.</summary>
public sealed class ErasePerson(Db db, EraseRecords erase)
{
    /// <param name="Kept">What is kept, as sentences to the person.</param>
    public sealed record Answer(IReadOnlyList<string> Goes, IReadOnlyList<string> Kept, string? ExportSha256);

    /// <param name="folder">Where the account is exported to first; null: only say what would happen.</param>
    public async Task<Result<Answer>> RunAsync(Actor actor, string email, string? folder)
    {
        var address = email.Trim().ToLowerInvariant();
        var facts = await db.FindOrDefaultAsync<Facts>(FactsSql, new { address });
        if (facts is null)
            return new Refusal($"No one has an account with the address {address}");
        var id = new { person = facts.Id };
        if (await db.ReadAsync(work => WhyNotAsync(work, facts.Id)) is { } not)
            return not;
        var sent = await db.ScalarAsync<int>("select count(*) from Application where SubmittedBy = @person", id);
        var drafts = await db.ScalarAsync<int>("select count(*) from Application where StartedBy = @person and Status = 'Draft'", id);
        List<string> goes =
        [
            "We have erased your account: your name, email address, password and authenticator. You can no longer sign in.",
            "We have deleted your membership of organisations, invitations to you, and e-mail that the portal sent to you.",
        ];
        List<string> kept =
        [
            "Your name stays in the audit trail next to what you did. The trail records how public money is given out (public task), and a change to it would break the proof that nothing in it was altered. If a colleague invited you to an organisation, or you invited someone, the invited address may be there too.",
            "We keep e-mail about an application or grant under legal hold until the hold ends.",
        ];
        if (sent > 0)
            kept.Add(
                $"{sent} application{(sent == 1 ? "" : "s")} that you sent for your organisation, with the name that you declared, {(sent == 1 ? "is" : "are")} kept as the organisation's record and the office's record of a public decision, until its time is over (see the Privacy page)."
            );
        if (drafts > 0)
            kept.Add(
                $"{drafts} draft{(drafts == 1 ? "" : "s")} that you started {(drafts == 1 ? "belongs" : "belong")} to your organisation, and {(drafts == 1 ? "is" : "are")} erased when the time for unsent drafts is over."
            );
        if (facts.Organisations > 0)
            kept.Add(
                "If your organisation named you as its contact or signatory in its answers about itself, or in an open grant, it can change that. We keep it until then, because we must be able to reach the organisation and to check who receives public money."
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
            return new Refusal("Someone else erased this account a moment ago");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Refusal($"The export could not be written, so the account is as it was: {exception.Message}");
        }
        if (outcome.FirstRefusal is { } refusal)
            return refusal;
        await erase.ForgetAsync();
        // If this is interrupted, the next erasure of accounts into the folder writes the manifest.
        var manifest = await erase.FinishAsync(actor, Path.Combine(folder, nameof(RecordType.Account)), "At a person's own request", 1);
        return Result.Made(new Answer(goes, kept, manifest));
    }

    /// <summary>Checked before the change and again inside it: a role or an offer may be given in between.</summary>
    private static async Task<Refusal?> WhyNotAsync(Work work, Guid person)
    {
        if (
            await work.ScalarAsync<int>("select count(*) from PersonRole where PersonId = @person and Role <> 'Applicant'", new { person })
            > 0
        )
            return new Refusal("This person works for the office or the panel. Remove their roles first, on the page People.");
        var held = await LegalHoldQueries.OnHoldAsync(work);
        var bodies = await work.QueryAsync<PersonOrganisation>(BodiesSql, new { person });
        if (bodies.FirstOrDefault(body => held.Organisations.Contains(body.OrganisationId)) is { } frozen)
            return new Refusal($"{frozen.Name} is under legal hold, so we cannot erase anything about its members until it is lifted");
        return bodies.FirstOrDefault(body => body is { Members: 1, OpenGrants: > 0 }) is { } alone
            ? new Refusal(
                $"{alone.Name} has a grant that is not closed, and no one else is a member. Ask who will take it over, and add them first."
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
