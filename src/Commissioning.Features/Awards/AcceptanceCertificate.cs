using Commissioning.Domain;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Awards;

/// <summary>A page that proves an acceptance and is part of the agreement: who, for whom, in which role, with which account, when, and the
/// hash of the letter with the agreement. It is kept as it was made, with a hash of its own.</summary>
public sealed class AcceptanceCertificate(Db db, IPdfWriter pdf, Office office)
{
    /// <summary>For a member of the organisation.</summary>
    public Task<byte[]> MineAsync(Actor actor, Guid application) =>
        WriteAsync(async work => await AwardReader.FindMineAsync(work, actor, application));

    /// <summary>For the office.</summary>
    public Task<byte[]> OfAwardAsync(Guid award) => WriteAsync(async work => await AwardReader.FindAsync(work, award));

    private async Task<byte[]> WriteAsync(Func<Work, Task<AwardReader.AwardRow>> find) =>
        await pdf.WriteAsync(await db.ReadAsync(async work => await DocumentAsync(work, office, await find(work))));

    /// <summary>Keeps the certificate of an acceptance that has just been written, and returns its hash.</summary>
    internal static async Task<string> KeepAsync(Work work, Office office, AwardReader.AwardRow award)
    {
        var document = await MakeAsync(work, office, award);
        var (json, sha256) = (document.ToJson(), document.Sha256());
        await work.ExecuteAsync(
            "update Award set AcceptanceJson = @json, AcceptanceSha256 = @sha256 where Id = @Id",
            new
            {
                award.Id,
                json,
                sha256,
            }
        );
        return sha256;
    }

    /// <summary>As it was kept, with its own hash below; made again where names have been erased.</summary>
    internal static async Task<LetterDocument> DocumentAsync(Work work, Office office, AwardReader.AwardRow award)
    {
        if (award.AcceptedAt is null)
            throw new NotFoundException("The grant is not accepted");
        var kept = await work.FindAsync<KeptRow>("select AcceptanceJson, AcceptanceSha256 from Award where Id = @Id", new { award.Id });
        if (kept.AcceptanceJson is not { } json)
            return await MakeAsync(work, office, award);
        var document = LetterDocument.FromJson(json);
        return document with
        {
            Blocks =
            [
                .. document.Blocks,
                new Paragraph("The fingerprint (SHA-256) of what stands above:"),
                new Paragraph(kept.AcceptanceSha256!),
            ],
        };
    }

    private static async Task<LetterDocument> MakeAsync(Work work, Office office, AwardReader.AwardRow award)
    {
        var holder = await work.FindAsync<HolderRow>(HolderSql, new { award.Id });
        var form = holder.HolderForm;
        return new()
        {
            Title = "Certificate of acceptance",
            Sender = office.Sender,
            Reference = award.Reference,
            IsPaper = true,
            Blocks =
            [
                new KeyValues([
                    new("Grant", $"{award.Net} for {award.ProjectName}"),
                    new("From", office.GrantorName),
                    new("To", award.Organisation),
                    new("What it is in law", form is { } known ? LegalFormRules.Name(known) : "Not recorded"),
                    new("Number in a register", holder.HolderNumber ?? "None given"),
                    new("Who is bound", LegalFormRules.WhoIsBound(form, holder.HolderBound)),
                    new("Accepted by", $"{award.AcceptedName}, {award.AcceptedRole}"),
                    new(
                        award.IsPaper ? "Typed in from the signed letter by" : "Signed in as",
                        holder.Account is { } account ? $"{account}, {holder.Email}" : "Not recorded"
                    ),
                    new("Accepted at", $"{LondonTime.DateAndTime(award.AcceptedAt!.Value)} (UK time)"),
                ]),
                new Paragraph(
                    "The person who accepted said that they may sign for the organisation. They accepted the offer letter with its grant agreement as one document, and this page is part of that agreement. The fingerprint (SHA-256) of the letter and the agreement shows later that nobody changed them:"
                ),
                new Paragraph(award.AcceptedSha256!),
            ],
        };
    }

    private const string HolderSql = """
        select    w.HolderForm, w.HolderNumber, w.HolderBound, p.DisplayName as Account, p.Email
        from      Award w
        left join Person p on p.Id = w.AcceptedBy
        where     w.Id = @Id
        """;

    private sealed record HolderRow
    {
        public LegalForm? HolderForm { get; init; }
        public string? HolderNumber { get; init; }
        public string? HolderBound { get; init; }
        public string? Account { get; init; }
        public string? Email { get; init; }
    }

    private sealed record KeptRow
    {
        public string? AcceptanceJson { get; init; }
        public string? AcceptanceSha256 { get; init; }
    }
}
