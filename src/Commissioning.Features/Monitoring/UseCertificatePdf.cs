using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Monitoring;

/// <summary>The certificate of use as a page: to sign on paper, or as it was signed. A signed one is printed from what was kept, so that
/// its bytes are the same each time; one that was signed on paper is that paper.</summary>
public sealed class UseCertificatePdf(Db db, IPdfWriter pdf, FileStore files, Office office)
{
    /// <param name="At">When it was signed on screen, in words; null: on paper.</param>
    internal sealed record Signing(string Name, string Role, DateOnly On, string? At);

    /// <summary>To sign on paper, for the organisation.</summary>
    public async Task<(string Name, byte[] Content)> BlankAsync(Actor actor, Guid application)
    {
        var view = await db.ReadAsync(work => UseCertificates.MineAsync(work, actor, application));
        if (view.WhyNotOpen is not null)
            throw new NotFoundException("There is nothing to sign");
        return (
            $"certificate-to-sign-{view.Award.Reference}.pdf",
            await pdf.WriteAsync(Document(office, view, view.Differences.Select(one => one.Said).ToList(), null))
        );
    }

    /// <summary>A signed one, for the organisation.</summary>
    public async Task<StoredFile> MineAsync(Actor actor, Guid application, int number) =>
        await SignedAsync((await db.ReadAsync(work => UseCertificates.MineAsync(work, actor, application))).Award, number);

    /// <summary>The same for the office.</summary>
    public async Task<StoredFile> OfAwardAsync(Guid award, int number) =>
        await SignedAsync(await db.ReadAsync(work => AwardReader.FindAsync(work, award)), number);

    /// <summary>The statement of the examiner or auditor, for the organisation.</summary>
    /// <param name="number">The signed certificate that it came with; null: the statement that was sent last.</param>
    public async Task<StoredFile> MyStatementAsync(Actor actor, Guid application, int? number = null) =>
        await StatementAsync(await db.ReadAsync(work => UseCertificates.MineAsync(work, actor, application)), number);

    /// <summary>The same for the office.</summary>
    public async Task<StoredFile> StatementAsync(Guid award, int? number = null) =>
        await StatementAsync(await db.ReadAsync(work => UseCertificates.GetAsync(work, award)), number);

    private Task<StoredFile> StatementAsync(UseCertificates.CertificatePage view, int? number) =>
        files.OpenAsync(
            (number is null ? view.Row.ExaminerFileId : view.Copies.FirstOrDefault(copy => copy.Number == number)?.ExaminerFileId)
                ?? throw new NotFoundException("No statement was sent")
        );

    private async Task<StoredFile> SignedAsync(AwardReader.AwardRow award, int number)
    {
        var copy =
            await db.FindOrDefaultAsync<KeptCopy>(
                "select Id, PaperFileId, Document, Sha256 from UseCertificateCopy where AwardId = @Id and Number = @number",
                new { award.Id, number }
            ) ?? throw new NotFoundException("No such certificate");
        if (copy.PaperFileId is { } paper)
            return await files.OpenAsync(paper);
        if (copy.Document is not { } json)
            throw new NotFoundException("This certificate was erased");
        var document = LetterDocument.FromJson(json);
        return new StoredFile(
            copy.Id,
            string.Create(CultureInfo.InvariantCulture, $"certificate-{award.Reference}-{number}.pdf"),
            "application/pdf",
            await pdf.WriteAsync(
                document with
                {
                    Blocks =
                    [
                        .. document.Blocks,
                        new Paragraph("The fingerprint (SHA-256) of what stands above:"),
                        new Paragraph(copy.Sha256),
                    ],
                }
            )
        );
    }

    /// <param name="explanations">One for each difference, in their order.</param>
    /// <param name="signing">Null: to be signed on paper.</param>
    internal static LetterDocument Document(
        Office office,
        UseCertificates.CertificatePage view,
        IReadOnlyList<string?> explanations,
        Signing? signing
    )
    {
        var (award, figures, row) = (view.Award, view.Now!, view.Row);
        var explained = view
            .Differences.Select(
                (one, i) =>
                    (one.What, Why: explanations.Count > i && !string.IsNullOrWhiteSpace(explanations[i]) ? explanations[i]!.Trim() : null)
            )
            .Where(one => one.Why is not null || signing is null)
            .Select(one => new Fact(one.What, one.Why ?? "Tell us why when you send the paper."))
            .ToList();
        List<LetterBlock> blocks =
        [
            new KeyValues([
                new("Grant", $"{award.Reference}: {award.ProjectName}"),
                new("From", office.GrantorName),
                new("To", award.Organisation),
                new("For costs between", $"{LondonTime.Date(award.StartsOn)} and {LondonTime.Date(award.EndsOn)}"),
            ]),
            new Figures(
                "Paid, spent and left",
                [new("What"), new("Amount", true)],
                [
                    ["The grant", figures.Grant.ToString()],
                    ["Paid to the organisation", figures.Paid.ToString()],
                    .. figures.Returned > Money.Zero
                        ? new IReadOnlyList<string>[] { ["Paid back by the organisation", figures.Returned.ToString()] }
                        : [],
                    ["Spent, from its final return", figures.Spent.ToString()],
                    .. figures.OwnCost > Money.Zero
                        ? new IReadOnlyList<string>[] { ["Of it, the organisation's own cost", figures.OwnCost.ToString()] }
                        : [],
                    [figures.ToReturnInWords, figures.ToReturn.ToString()],
                    ["Spent and not paid yet", figures.Unpaid.ToString()],
                ]
            ),
        ];
        if (figures.Lines.Count > 0)
            blocks.Add(
                new Figures(
                    "Spent by budget line",
                    [new("Item"), new("Budget", true), new("Spent", true), new("Left", true)],
                    figures
                        .Lines.Select(line =>
                            (IReadOnlyList<string>)[line.Item, line.Budget.ToString(), line.Spent.ToString(), line.Left.ToString()]
                        )
                        .Concat(
                            figures.NoLongerDue < Money.Zero
                                ?
                                [
                                    ["No longer due", figures.NoLongerDue.ToString(), "", figures.NoLongerDue.ToString()],
                                ]
                                : []
                        )
                        .ToList(),
                    [
                        "Total",
                        (figures.Lines.Sum(line => line.Budget) + figures.NoLongerDue).ToString(),
                        figures.Lines.Sum(line => line.Spent).ToString(),
                        (figures.Lines.Sum(line => line.Left) + figures.NoLongerDue).ToString(),
                    ]
                )
            );
        if (explained.Count > 0)
            blocks.AddRange([new Heading(2, "Why figures differ"), new KeyValues(explained)]);
        if (row.IsExamined)
            blocks.AddRange([
                new Heading(2, "Examined by"),
                new KeyValues([
                    new("Name", row.Examiner ?? "Not given yet"),
                    new("Firm or professional body", row.ExaminerBody ?? "Not given yet"),
                    .. row.ExaminerNumber is { } number ? new[] { new Fact("Membership number", number) } : [],
                    .. row.ExaminerCapacity is { } capacity ? new[] { new Fact("As", UseCertificateRules.Name(capacity)) } : [],
                    .. row.ExaminedOn is { } on ? new[] { new Fact("Statement of", LondonTime.Date(on)) } : [],
                ]),
            ]);
        blocks.AddRange([new Heading(2, "Statement"), new Paragraph(StatementOf(award.Organisation))]);
        blocks.AddRange(
            signing is { } signed
                ?
                [
                    new KeyValues([
                        new("Signed by", $"{signed.Name}, {signed.Role}"),
                        signed.At is { } at
                            ? new("Signed on screen at", $"{at} (UK time)")
                            : new("Signed on paper on", LondonTime.Date(signed.On)),
                    ]),
                ]
                : [new Paragraph("Signature, full name, role and date:"), new WritingSpace(4)]
        );
        blocks.Add(new Paragraph($"Code of these figures: {figures.Code}"));
        return new()
        {
            Title = "Certificate of how the grant was used",
            Sender = office.Sender,
            Reference = award.Reference,
            Date = signing?.On,
            IsPaper = true,
            Blocks = blocks,
        };
    }

    /// <summary>What whoever signs says. Default, not OPCC policy.</summary>
    public static string StatementOf(string organisation) =>
        $"For {organisation}, I say that these figures are right and agree with its records, and that it used the grant for the purposes and on the terms of the grant agreement. I may sign for {organisation}.";

    private sealed record KeptCopy
    {
        public required Guid Id { get; init; }
        public Guid? PaperFileId { get; init; }
        public string? Document { get; init; }
        public required string Sha256 { get; init; }
    }
}
