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
