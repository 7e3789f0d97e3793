using System.Text.Json;
using System.Text.Json.Serialization;

namespace Commissioning.Domain.Funds;

public enum ColumnKind
{
    Text,
    Number,
    Money,
    Date,
}
