using System.Text.Json;
using System.Text.Json.Serialization;

namespace Commissioning.Domain.Funds;

public enum QuestionKind
{
    LongText,
    ShortText,
    Number,
    Money,
    Date,
    YesNo,
    OneOf,
    ManyOf,
    Postcode,
    Address,
    Person,
    Table,
    Declaration,
}
