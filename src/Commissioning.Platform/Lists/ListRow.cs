namespace Commissioning.Platform.Lists;

public sealed record ListRow(Guid Id, IReadOnlyList<ListCell> Cells);
