using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Moderation;

public enum FitResult
{
    Fund,
    BelowThreshold,
    PotSpent,
    OverLimit,
    FailedPassFail,
    FailedCheck,
    NotScored,
}
