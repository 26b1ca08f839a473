# raise ... from ...: what of both is wrong is said first, and nothing is kept.
for a,b in [(5,AttributeError()),(ValueError,5),(ValueError(),5),(ValueError,KeyError),(5,5),(5,KeyError),(ValueError,None),(len,ValueError())]:
    try: raise a from b
    except BaseException as e: print(type(e), e)
