using System.Security.Cryptography;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Makes a file for the finance system of everything that no file of its kind has yet. Changes are serial, so of two at once the
/// second finds nothing left.</summary>
public sealed class MakeFinanceExport(Db db)
{
    /// <param name="upTo">Last day of what is exported.</param>
    /// <param name="total">The control total that the officer expects, as typed.</param>
    public Task<Result<Guid>> RunAsync(Actor actor, Guid profile, DateOnly? upTo, string? total)
    {
        var id = Guid.CreateVersion7();
        return db.ChangeAsync<Guid>(
            actor,
            AuditAction.FinanceExportMade,
            id,
            async work =>
            {
                var today = LondonTime.DateOf(work.Now);
                if (upTo is not { } last || last > today)
                    return new Refusal("Enter the last day of the export, today or earlier", nameof(upTo));
                var plan = await FinanceExports.PlanAsync(work, profile, last);
                if (WhyNot(plan) is { } not)
                    return not;
                if (ExportRules.WhyNotTheTotal(total, plan.Total, nameof(total)) is { } other)
                    return other;
                var number = await NumberAsync(work, plan.Profile.Kind, FinancialYear.Of(today));
                var layout = plan.Profile.Layout;
                var text = ExportFile.Text(
                    layout,
                    number,
                    today,
                    plan.Lines.Select((line, i) => new ExportLine(i + 1, line.Money, line.Codes!.Codes)).ToList()
                );
                var hash = Convert.ToHexStringLower(SHA256.HashData(ExportFile.Bytes(text, layout.Encoding)));
                await work.ExecuteAsync(
                    InsertSql,
                    new
                    {
                        id,
                        number,
                        plan.Profile.Kind,
                        profile,
                        plan.Profile.Name,
                        last,
                        plan.Lines.Count,
                        plan.Total,
                        FileName = ExportFile.FileName(layout, number, today),
                        text,
                        layout.Encoding,
                        hash,
                        By = actor.Id,
                        work.Now,
                    }
                );
                await work.ExecuteAsync(
                    InsertLineSql,
                    plan.Lines.Select(
                            (line, i) =>
                                new
                                {
                                    id,
                                    Position = i + 1,
                                    Kind = plan.Profile.Kind.ToString(),
                                    Movement = line.Money.Movement.ToString(),
                                    line.Money.SubjectId,
                                    line.Money.Day,
                                    line.Money.Amount,
                                    line.Money.Reference,
                                    line.Money.Payee,
                                    CodeSetId = line.Codes!.Id,
                                }
                        )
                        .ToList()
                );
                work.Note(
                    $"{number}, {plan.Profile.Name}, up to {LondonTime.Date(last)}: {plan.Lines.Count} lines, control total {plan.Total}, SHA-256 {hash}"
                );
                return Result.Made(id);
            }
        );
    }

    /// <summary>Why the export cannot be made, whoever makes it; null: it can.</summary>
    public static Refusal? WhyNot(FinanceExports.PlannedExport plan) =>
        plan.Profile.RetiredAt is not null ? new("This profile is no longer used. Choose another, or copy it.")
        : plan.Lines.Count == 0 ? new($"No lines wait for an export up to {LondonTime.Date(plan.UpTo)}")
        : plan.WithoutCodes is { Count: > 0 } missing
            ? new(
                $"{Sentences.Number(missing.Count)} of {plan.Lines.Count} lines {(missing.Count == 1 ? "has" : "have")} no codes, so nothing is exported: {string.Join(", ", missing.Take(3).Select(line => line.Money.Reference).Distinct())}{(missing.Count > 3 ? " and others" : "")}. Add the codes, or choose an earlier last day."
            )
        : null;

    // The number of a cancelled export is not used again.
    private static async Task<string> NumberAsync(Work work, ExportKind kind, FinancialYear year) =>
        ExportRules.Number(
            kind,
            year,
            await work.ScalarAsync<int>(
                "select count(*) + 1 from FinanceExport where Number like @Beginning",
                new { Beginning = ExportRules.NumbersBeginWith(kind, year) + "%" }
            )
        );

    private const string InsertSql = """
        insert into FinanceExport (Id, Number, Kind, ProfileId, ProfileName, UpTo, Lines, Total, FileName, Content, Encoding, Sha256, Status, MadeBy, MadeAt, Version)
        values (@id, @number, @Kind, @profile, @Name, @last, @Count, @Total, @FileName, @text, @Encoding, @hash, 'Made', @By, @Now, 1)
        """;
    private const string InsertLineSql = """
        insert into FinanceExportLine (ExportId, Position, Kind, Movement, SubjectId, OnDay, Amount, Reference, Payee, CodeSetId, Counts)
        values (@id, @Position, @Kind, @Movement, @SubjectId, @Day, @Amount, @Reference, @Payee, @CodeSetId, 1)
        """;
}
