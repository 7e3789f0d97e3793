using Commissioning.Domain;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Awards;

/// <summary>A page that proves an acceptance: who, for whom, in which role, when, and the hash of the letter with the agreement.</summary>
public sealed class AcceptanceCertificate(Db db, IPdfWriter pdf, Office office)
{
    /// <summary>For a member of the organisation.</summary>
    public Task<byte[]> MineAsync(Actor actor, Guid application) =>
        WriteAsync(async work => await AwardReader.FindMineAsync(work, actor, application));

    /// <summary>For the office.</summary>
    public Task<byte[]> OfAwardAsync(Guid award) => WriteAsync(async work => await AwardReader.FindAsync(work, award));

    private async Task<byte[]> WriteAsync(Func<Work, Task<AwardReader.AwardRow>> find) =>
        await pdf.WriteAsync(await db.ReadAsync(async work => await DocumentAsync(work, await find(work))));

    internal async Task<LetterDocument> DocumentAsync(Work work, AwardReader.AwardRow award)
    {
        if (award.AcceptedAt is not { } at)
            throw new NotFoundException("The grant is not accepted");
        var holder = await work.FindAsync<HolderRow>(
            "select HolderForm, HolderNumber, HolderBound from Award where Id = @Id",
            new { award.Id }
        );
        var form = holder.HolderForm;
        return new()
        {
            Title = "Acceptance of the grant agreement",
            Sender = new(office.FunderName, office.AddressLines, office.ContactEmail, office.ContactPhone),
            Reference = award.Reference,
            IsPaper = true,
            Blocks =
            [
                new KeyValues([
                    new("Grant", $"{award.Amount} for {award.ProjectName}"),
                    new("From", office.GrantorName),
                    new("To", award.Organisation),
                    new("What it is in law", form is { } known ? LegalFormRules.Name(known) : "Not recorded"),
                    new("Number in a register", holder.HolderNumber ?? "None given"),
                    new("Who is bound", LegalFormRules.WhoIsBound(form, holder.HolderBound)),
                    new("Accepted by", $"{award.AcceptedName}, {award.AcceptedRole}"),
                    new("Accepted at", $"{LondonTime.DateAndTime(at)} (UK time)"),
                ]),
                new Paragraph(
                    "The person who accepted said that they may sign for the organisation. They accepted the offer letter with its grant agreement as one document. Its fingerprint (SHA-256) shows later that nobody changed it:"
                ),
                new Paragraph(award.AcceptedSha256!),
            ],
        };
    }

    private sealed record HolderRow
    {
        public LegalForm? HolderForm { get; init; }
        public string? HolderNumber { get; init; }
        public string? HolderBound { get; init; }
    }
}
