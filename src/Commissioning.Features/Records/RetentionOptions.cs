namespace Commissioning.Features.Records;

/// <param name="ExportFolder">Where records are exported before they are erased on screen; null: they can only be erased with the
/// verb.</param>
public sealed record RetentionOptions(string? ExportFolder);
