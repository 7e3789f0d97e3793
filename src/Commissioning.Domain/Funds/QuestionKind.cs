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

    /// <summary>The sum of earlier answers, which the portal adds up.</summary>
    Total,

    /// <summary>A file, such as a plan or a photograph. The answer is the file's name.</summary>
    File,
}
