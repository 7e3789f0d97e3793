using System.Security.Cryptography;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>A file for the finance system, the same bytes each time. Who downloaded it is audited.</summary>
public sealed class DownloadFinanceExport(Db db)
{
    public sealed record ExportBytes(string Name, byte[] Content);

    public async Task<ExportBytes> RunAsync(Actor actor, Guid export)
    {
        var row = await db.FindAsync<ContentRow>(
            "select Number, FileName, Content, Encoding, Sha256 from FinanceExport where Id = @export",
            new { export }
        );
        var content = ExportFile.Bytes(row.Content, row.Encoding);
        if (Convert.ToHexStringLower(SHA256.HashData(content)) != row.Sha256)
            throw new InvalidDataException($"The file of {row.Number} is not the one that was made: its SHA-256 differs");
        await db.RecordAsync(actor, AuditAction.FinanceExportDownloaded, export, $"{row.Number}, SHA-256 {row.Sha256}");
        return new(row.FileName, content);
    }

    private sealed record ContentRow
    {
        public required string Number { get; init; }
        public required string FileName { get; init; }
        public required string Content { get; init; }
        public required ExportEncoding Encoding { get; init; }
        public required string Sha256 { get; init; }
    }
}
