using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;

namespace Commissioning.Features.DueDiligence;

/// <summary>Anyone may raise a concern about an organisation that holds or asks for a grant, with or without a name (R77).</summary>
public sealed class RaiseConcern(Db db, FieldEncryption encryption, Office office)
{
    /// <param name="reference">Of the grant, if the person knows it. One that we do not find is left out without a word.</param>
    /// <returns>The number of the concern, for the person to quote.</returns>
    public async Task<Result<int>> RunAsync(ConcernKind? kind, string? about, string? what, string? from, string? reference = null)
    {
        // Two people at once may get the same number; retry, so that no concern is lost.
        for (var tries = 0; ; tries++)
            try
            {
                return await RaiseOnceAsync(kind, about, what, from, reference);
            }
            catch (DuplicateException) when (tries < 5) { }
    }

    private async Task<Result<int>> RaiseOnceAsync(ConcernKind? kind, string? about, string? what, string? from, string? reference)
    {
        var id = Guid.CreateVersion7();
        // The signed-in account is not recorded, only what the person chooses to say.
        return await db.ChangeAsync<int>(
            Actor.Visitor,
            AuditAction.ConcernRaised,
            id,
            async work =>
            {
                if (kind is not { } sort || !Enum.IsDefined(sort))
                    return new Refusal("Choose what it is about", nameof(kind));
                if (about?.Trim() is not { Length: > 0 and <= 300 })
                    return new Refusal("Enter the group or project that you are worried about, in up to 300 characters", nameof(about));
                if (what?.Trim() is not { Length: > 0 and <= 5000 })
                    return new Refusal("Tell us what happened, in up to 5,000 characters", nameof(what));
                if (from?.Length > 300)
                    return new Refusal("Shorten how we can reach you to 300 characters", nameof(from));
                var one = string.IsNullOrWhiteSpace(reference) ? null : await ConcernQueries.FindAsync(work, reference);
                var number = await work.ScalarAsync<int>("select coalesce(max(Number), 0) + 1 from Concern");
                await work.ExecuteAsync(
                    "insert into Concern (Id, Number, Kind, EncryptedText, OrganisationId, ApplicationId, RaisedAt) values (@id, @number, @sort, @EncryptedText, @OrganisationId, @ApplicationId, @Now)",
                    new
                    {
                        id,
                        number,
                        sort,
                        one?.OrganisationId,
                        one?.ApplicationId,
                        EncryptedText = encryption.Encrypt(
                            ConcernQueries.Purpose,
                            new ConcernQueries.EncryptedConcern(about.Trim(), what.Trim(), from?.Trim())
                        ),
                        work.Now,
                    }
                );
                // E-mails contain nothing of the concern. Without a lead, the administrators are told that one is waiting.
                var leads = await work.QueryAsync<Recipient>(
                    "select p.DisplayName as Name, p.Email from Person p join PersonRole r on r.PersonId = p.Id where r.Role = @Lead",
                    new { Lead = Role.ConcernLead }
                );
                if (leads.Count == 0)
                    leads = await work.QueryAsync<Recipient>(
                        "select p.DisplayName as Name, p.Email from Person p join PersonRole r on r.PersonId = p.Id where r.Role = @Administrator",
                        new { Role.Administrator }
                    );
                foreach (var lead in leads)
                    await Message.SendAsync(
                        work,
                        office,
                        MessageKind.ConcernRaised,
                        null,
                        lead,
                        id,
                        new Dictionary<string, string> { ["number"] = number.ToString(CultureInfo.InvariantCulture) },
                        Links.DueDiligence.Concerns
                    );
                work.Note($"Concern {number}");
                return Result.Made(number);
            }
        );
    }
}
