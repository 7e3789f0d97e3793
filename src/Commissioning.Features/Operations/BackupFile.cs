namespace Commissioning.Features.Operations;

/// <param name="Fault">Why a listed file is not in the backup; null: it is.</param>
public sealed record BackupFile(string Name, long Bytes, string Sha256, string? Fault = null);
