using System.Globalization;

namespace LoadSharing.MSTest.Support;

/// <summary>The factors of <c>--timeout-factor</c> and <c>--time-factor</c>, from the environment or from the lab that <c>--target=Up</c> started.</summary>
internal static class TimeFactors
{
    private const double Largest = 100;

    /// <summary>The factor by which timeouts are multiplied, for slow machines.</summary>
    public static double Timeout => Factor(LabConnection.TimeoutFactorVariable, "timeoutFactor", lab => lab.TimeoutFactor);

    /// <summary>The speed of the firmware's time relative to the wall clock.</summary>
    public static double Time => Factor(LabConnection.TimeFactorVariable, "timeFactor", lab => lab.TimeFactor);

    private static double Factor(string variable, string field, Func<LabConnection, double> ofLab)
    {
        var text = Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrEmpty(text))
        {
            var ofLabFile = LabFinder.Find() is { } lab ? ofLab(lab) : 1;
            return IsValid(ofLabFile) ? ofLabFile : throw Invalid($"{field}={ofLabFile} in artifacts/lab.json");
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var factor) && IsValid(factor)
            ? factor
            : throw Invalid($"{variable}={text}");
    }

    private static bool IsValid(double factor) => factor is > 0 and <= Largest;

    private static AssertFailedException Invalid(string setting) => new($"{setting}: not a number above 0 and up to {Largest}. Example: 2 or 0.5");
}
