using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Scoring;

/// <summary>Every application that an assessor may read, in their reading order, as one tagged PDF for reading on paper or without a
/// network. Each page bears the reader's name and the day. Each download is audited.</summary>
public sealed class ReaderPack(Db db, IPdfWriter pdf, Office office, TimeProvider clock)
{
    public async Task<StoredFile> WriteAsync(Actor actor, Guid round, CancellationToken cancellation = default)
    {
        var (document, count) = await db.ReadAsync(work => DocumentAsync(work, actor, round));
        var content = await pdf.WriteAsync(document, cancellation: cancellation);
        await db.RecordAsync(actor, AuditAction.ReaderPackDownloaded, round, $"{count} applications, {content.Length} bytes");
        return new(Guid.Empty, "applications-to-read.pdf", "application/pdf", content);
    }

    private async Task<(LetterDocument Document, int Count)> DocumentAsync(Work work, Actor actor, Guid round)
    {
        await PanelQueries.DemandMemberAsync(work, actor, round);
        var details = await RoundReader.GetAsync(work, round);
        var sheets = await work.QueryAsync<Assignment>(AnswersAcross.SheetsSql, new { round, actor.Id });
        if (sheets.Count == 0)
            throw new NotFoundException("This assessor may not read an application yet");
        var applications = new List<LetterBlock>();
        foreach (var sheet in sheets)
        {
            var (application, copy, warning) = await SubmittedCopy.GetAsync(work, sheet.ApplicationId);
            if (ScoringRules.HidesApplicant(details, sheet))
                copy = ScoringSheet.WithoutApplicant(copy);
            applications.Add(new PageBreak());
            applications.Add(new Heading(2, $"{sheet.Position}. {application.Reference}: {copy.ProjectName}"));
            applications.Add(new Paragraph($"{copy.Organisation.Name}. Asked for {copy.AmountRequested}."));
            if (warning is not null)
                applications.Add(new Paragraph(warning));
            // Its first block is the receipt, which is of no use to a reader.
            applications.AddRange(
                CopyPaper
                    .Of(copy, office)
                    .Blocks.Skip(1)
                    .Select(block => block is Heading heading ? heading with { Level = heading.Level + 1 } : block)
            );
        }
        var day = LondonTime.DateOf(clock.UtcNow());
        return (
            new()
            {
                Title = $"Applications to score: {details.FullName}",
                IsPaper = true,
                Sender = office.Sender,
                Date = day,
                Label = $"Copy of {actor.Name}, {LondonTime.Date(day)}",
                Blocks =
                [
                    new Paragraph(
                        $"This copy was made for {actor.Name} on {LondonTime.Date(day)}. It holds the applications that {actor.Name} may read, in their own reading order, numbered as in their list of score sheets."
                    ),
                    new Contents(),
                    .. applications,
                ],
            },
            sheets.Count
        );
    }
}
