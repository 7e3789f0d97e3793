using System.Text.Json;
using System.Text.Json.Serialization;

namespace Commissioning.Domain.Funds;

public sealed record TableColumn(string Name, ColumnKind Kind = ColumnKind.Text);
